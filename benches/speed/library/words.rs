//! Plainly fictional words for cases, always the same from the same seed.

/// Numbers that look like chance (`SplitMix64`).
pub struct Random(u64);

impl Random {
    /// Those of one case.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut random = Self(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another one.
    pub fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// Sixteen bytes.
    pub fn bytes(&mut self) -> [u8; 16] {
        let halves = [self.next().to_le_bytes(), self.next().to_le_bytes()];
        halves.concat().try_into().expect("sixteen bytes")
    }

    /// One of several things.
    pub fn one_of<'a, Thing>(&mut self, list: &'a [Thing]) -> &'a Thing {
        &list[usize::try_from(self.below(list.len() as u64)).expect("a place")]
    }
}

const WHO: [&str; 12] = [
    "Jay", "Rose", "Tom", "Kofi", "Siân", "Mere", "Paweł", "Amrit", "Noor", "Bo", "Ines", "Old Tam",
];
const DOES: [&str; 24] = [
    "mends", "paints", "carries", "waters", "writes", "brings", "learns", "visits", "sweeps",
    "sorts", "bakes", "plants", "cleans", "walks", "reads", "tunes", "stacks", "fetches", "knits",
    "counts", "polishes", "oils", "measures", "returns",
];
const WHAT: [&str; 40] = [
    "gate",
    "fence",
    "bench",
    "bicycle",
    "garden",
    "shed",
    "letter",
    "library",
    "boat",
    "kite",
    "window",
    "lantern",
    "drum",
    "football",
    "kitchen",
    "playground",
    "bridge",
    "bakery",
    "orchard",
    "allotment",
    "greenhouse",
    "noticeboard",
    "lighthouse",
    "piano",
    "chapel",
    "harbour",
    "stable",
    "workshop",
    "theatre",
    "observatory",
    "beehive",
    "windmill",
    "ferry",
    "tandem",
    "scarecrow",
    "carousel",
    "telescope",
    "aquarium",
    "signpost",
    "pavilion",
];
const WHEN: [&str; 10] = [
    "every Saturday",
    "before the fair",
    "after school",
    "twice a week",
    "until spring",
    "by Friday",
    "on the first of the month",
    "in the holidays",
    "for six weeks",
    "when the tide is out",
];
const SYLLABLES: [&str; 20] = [
    "bar", "den", "fol", "gim", "hux", "jor", "kel", "lum", "mip", "nor", "pex", "quil", "rud",
    "sop", "tav", "ush", "vel", "wim", "yor", "zed",
];

/// Something that was agreed.
pub fn item(random: &mut Random) -> String {
    let place = match random.below(4) {
        0 => format!(" at {}", name(random)),
        _ => String::new(),
    };
    format!(
        "{} {} the {}{place} {}, and {} helps with the {}.",
        random.one_of(&WHO),
        random.one_of(&DOES),
        random.one_of(&WHAT),
        random.one_of(&WHEN),
        random.one_of(&WHO),
        random.one_of(&WHAT),
    )
}

/// What an agreement is for.
pub fn purpose(random: &mut Random) -> String {
    format!("So that the {} is safe again.", random.one_of(&WHAT))
}

/// Somebody who runs conferences, one of forty.
pub fn facilitator(random: &mut Random) -> String {
    let number = usize::try_from(random.below(40)).expect("a place");
    let (first, last) = (SYLLABLES[number % 20], SYLLABLES[number / 2]);
    format!("{} {}", capital(first), capital(last))
}

/// A place that does not exist, one of eight thousand.
fn name(random: &mut Random) -> String {
    let parts = [0; 3].map(|_| *random.one_of(&SYLLABLES));
    capital(&parts.concat())
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
