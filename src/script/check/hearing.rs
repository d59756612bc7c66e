//! Words that are hard to say in one breath or to take in at once, and prompts that leave a
//! facilitator alone. Warnings all; each is written so that good scripts hear few of them.

use crate::script::{Addressee, Prompt, PromptKind, Script, SessionKind, Stage, Weight};

use super::{Finding, Path};

/// Words that can be said calmly in one breath.
const BREATH: usize = 25;
/// Words of an easy-read line; nearly all of ours have eight or fewer.
const EASY_WORDS: usize = 12;
/// A sentence of fewer words is an exclamation, not an idea of its own.
const IDEA_WORDS: usize = 3;
/// Words a minute at which somebody speaks who wants to be followed.
const WORDS_A_MINUTE: usize = 120;
/// Seconds that the shortest answer takes, with the silence before it.
const ANSWER_SECONDS: usize = 20;
/// Prompts from which on a script is more than a sketch.
const SKETCH: usize = 15;

const QUESTION_WORDS: [&str; 9] = [
    "what", "how", "who", "whom", "when", "where", "which", "why", "whose",
];
const VERBS: [&str; 22] = [
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "would", "will", "have",
    "has", "had", "should", "may", "might", "shall", "must", "am", "don't", "isn't",
];
const PEOPLE: [&str; 12] = [
    "you", "he", "she", "they", "we", "i", "it", "there", "this", "that", "anybody", "anyone",
];

/// Warns of what is hard to hear in one prompt.
pub(super) fn check_prompt(
    script: &Script,
    prompt: &Prompt,
    path: &Path,
    findings: &mut Vec<Finding>,
) {
    let is_said = match prompt.kind {
        PromptKind::Say | PromptKind::Ask => prompt.to != Addressee::Facilitator,
        PromptKind::Check | PromptKind::Record | PromptKind::Decide => false,
    };
    if let Some(words) = prompt.words.as_ref().filter(|_| is_said) {
        let path = path.field("words");
        warn_of_long_sentence(words, &path, findings);
        if prompt.kind == PromptKind::Ask && script.language.starts_with("en") {
            warn_of_joined_questions(words, &path, findings);
        }
    }
    if let Some(easy) = &prompt.easy {
        warn_of_crowded_lines(easy, &path.field("easy"), findings);
    }
}

fn warn_of_long_sentence(words: &str, path: &Path, findings: &mut Vec<Finding>) {
    let longest = sentences(words).max_by_key(|sentence| count(sentence));
    if let Some(sentence) = longest.filter(|sentence| count(sentence) > BREATH) {
        findings.push(
            Finding::warning(
                path.clone(),
                format!(
                    "This sentence has {} words; in one breath about {BREATH} can be said.",
                    count(sentence)
                ),
                "Make two sentences of it.",
            )
            .about(sentence),
        );
    }
}

/// Two question marks are told elsewhere; this is "what happened and how did you feel?".
fn warn_of_joined_questions(words: &str, path: &Path, findings: &mut Vec<Finding>) {
    let questions = sentences(words).filter(|sentence| sentence.ends_with('?'));
    if let Some(joined) = questions.filter(|question| is_joined(question)).last() {
        findings.push(
            Finding::warning(
                path.clone(),
                "This joins two questions in one; people answer the second.",
                "Make each its own prompt, so that each is heard and answered.",
            )
            .about(joined),
        );
    }
}

fn is_joined(question: &str) -> bool {
    let words: Vec<String> = question
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .collect();
    let asks = |word: &String| QUESTION_WORDS.contains(&word.as_str());
    let begins = |word: &String| asks(word) || VERBS.contains(&word.as_str());
    let Some(beginning) = words.iter().position(begins) else {
        return false;
    };
    let joints = words.iter().enumerate().skip(beginning + 2);
    let joints = joints.filter(|(_, word)| matches!(word.as_str(), "and" | "or" | "but"));
    joints.map(|(place, _)| place).any(|place| {
        // "When and how did it begin?" is one question.
        if words.get(place - 1).is_some_and(asks) {
            return false;
        }
        match (words.get(place + 1), words.get(place + 2)) {
            // "Which belongs to him, and which to her?" sorts one heap.
            (Some(next), _) if next == "which" && words[beginning] == "which" => false,
            (Some(next), _) if asks(next) => true,
            (Some(verb), Some(person)) => {
                VERBS.contains(&verb.as_str()) && PEOPLE.contains(&person.as_str())
            }
            (Some(_) | None, _) => false,
        }
    })
}

fn warn_of_crowded_lines(easy: &str, path: &Path, findings: &mut Vec<Finding>) {
    for line in easy.lines() {
        let ideas = sentences(line)
            .filter(|sentence| count(sentence) >= IDEA_WORDS)
            .count();
        let words = count(line);
        let what = if ideas > 1 {
            format!("There are {ideas} ideas in this easy-read line.")
        } else if words > EASY_WORDS {
            format!("This easy-read line has {words} words; {EASY_WORDS} are many.")
        } else {
            continue;
        };
        findings.push(
            Finding::warning(
                path.clone(),
                what,
                "Write one short idea a line, with \\n between.",
            )
            .about(line),
        );
    }
}

/// Warns of a stage that cannot be held in its minutes.
pub(super) fn check_minutes(stage: &Stage, path: &Path, findings: &mut Vec<Finding>) {
    let always = stage
        .prompts
        .iter()
        .filter(|prompt| prompt.when.is_none() && prompt.weight <= Weight::Should);
    let seconds: usize = always.map(seconds).sum();
    let needed = seconds.div_ceil(60);
    if needed > usize::from(stage.minutes.typical) {
        findings.push(Finding::warning(
            path.field("minutes").field("typical"),
            format!("Its words alone take about {needed} minutes, with the shortest of answers."),
            "Plan more minutes, or move a prompt to another stage.",
        ));
    }
}

fn seconds(prompt: &Prompt) -> usize {
    let words = prompt.words.as_deref().map_or(0, count);
    let said = words * 60 / WORDS_A_MINUTE;
    match prompt.kind {
        PromptKind::Ask => said + ANSWER_SECONDS,
        PromptKind::Say => said,
        PromptKind::Check | PromptKind::Record | PromptKind::Decide => 0,
    }
}

/// Warns where a facilitator is left alone with the words. Where most prompts have a hint,
/// the rest were forgotten; where few have one, that is told once.
pub(super) fn check_hints(script: &Script, findings: &mut Vec<Finding>) {
    let sessions = Path::root().field("sessions");
    let mut without = Vec::new();
    let mut all = 0;
    for (index, session) in script.sessions.iter().enumerate() {
        for (path, prompt) in prompts(session, &sessions.entry(index)) {
            if prompt.weight == Weight::May {
                continue;
            }
            all += 1;
            if prompt.hint.is_none() {
                without.push(path);
            }
        }
    }
    let advice = "Add `hint`: what to watch for, and what helps. The circle never sees it.";
    if without.len() * 4 <= all {
        let told = without.into_iter().map(|path| {
            let what = "This has no hint for whoever runs it for the first time.";
            Finding::warning(path.field("id"), what, advice)
        });
        findings.extend(told);
    } else if all >= SKETCH {
        let count = without.len();
        let what = format!("{count} of {all} prompts have no hint for whoever runs them first.");
        findings.push(Finding::warning(sessions, what, advice));
    }
}

fn prompts<'a>(
    session: &'a SessionKind,
    path: &Path,
) -> impl Iterator<Item = (Path, &'a Prompt)> + use<'a> {
    let stages = path.field("stages");
    let stages = session
        .stages
        .iter()
        .enumerate()
        .map(move |(index, stage)| (stages.entry(index).field("prompts"), stage));
    stages.flat_map(|(path, stage)| {
        let prompts = stage.prompts.iter().enumerate();
        prompts.map(move |(index, prompt)| (path.entry(index), prompt))
    })
}

/// Sentences, without the white space around them.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', '…', '\n'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_questions_joined_by_and_or_or_are_told_from_one() {
        for two in [
            "What happened and how did you feel?",
            "{name}, can you tell us what you did, and why?",
            "Do you want to say something or would you rather wait?",
            "Is there anything you need, and who could help?",
        ] {
            assert!(is_joined(two), "{two}");
        }
        for one in [
            "What happened?",
            "And how is it for you now?",
            "{name}, and how is it for you?",
            "And when you think of it now, what comes first?",
            "Who else is close to the family and could help?",
            "What is not right, or is missing?",
            "When and how did it begin?",
            "What would help you and your sister?",
            "Was it before or after school?",
            "Which of them is for you, and which for her?",
        ] {
            assert!(!is_joined(one), "{one}");
        }
    }
}
