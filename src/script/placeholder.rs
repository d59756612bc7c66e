//! The `{braces}` in words: the person addressed, a role, or a service's own wording.
//!
//! There are three: `{name}` is the person addressed, `{role:harmed}` the names of
//! those present in a role, and any other `{word}` a variable of the script. The
//! reader's checks and whoever fills the words in share this one parser.

/// A stretch of words between two braces, or one pair of braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they stand.
    Text(&'a str),
    /// `{name}`: the person addressed, by the name they chose.
    Name,
    /// `{role:ROLE}`: the names of everybody present in that role.
    Role(&'a str),
    /// `{VARIABLE}`: wording that a service sets for itself.
    Variable(&'a str),
    /// A brace without its partner, with the words after it. The reader refuses
    /// it, so a script that was read never holds one.
    Unpaired(&'a str),
}

/// Divides words into text and placeholders. The pieces cover all of the words, in order.
pub fn pieces(words: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = brace_in(rest) {
        let (text, braced) = rest.split_at(start);
        if !text.is_empty() {
            found.push(Piece::Text(text));
        }
        let inside = braced.strip_prefix('{').and_then(|after| {
            let end = brace_in(after)?;
            after
                .split_at(end)
                .1
                .starts_with('}')
                .then_some((after, end))
        });
        let Some((after, end)) = inside else {
            found.push(Piece::Unpaired(braced));
            return found;
        };
        found.push(placeholder(&after[..end]));
        rest = &after[end + 1..];
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// Where the next brace is; words are filled for every picture, and most have none.
fn brace_in(words: &str) -> Option<usize> {
    memchr::memchr2(b'{', b'}', words.as_bytes())
}

fn placeholder(inside: &str) -> Piece<'_> {
    match inside.split_once(':') {
        None if inside == "name" => Piece::Name,
        Some(("role", role)) => Piece::Role(role),
        None | Some(_) => Piece::Variable(inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_at_their_braces() {
        assert_eq!(
            pieces("{name}, {role:harmed} of {service}."),
            [
                Piece::Name,
                Piece::Text(", "),
                Piece::Role("harmed"),
                Piece::Text(" of "),
                Piece::Variable("service"),
                Piece::Text("."),
            ]
        );
    }

    #[test]
    fn a_brace_without_its_partner_is_told() {
        assert_eq!(pieces("a {b"), [Piece::Text("a "), Piece::Unpaired("{b")]);
        assert_eq!(pieces("a} b"), [Piece::Text("a"), Piece::Unpaired("} b")]);
        assert_eq!(pieces("{a {b}"), [Piece::Unpaired("{a {b}")]);
    }
}
