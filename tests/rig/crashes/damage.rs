//! What one crash can leave of bytes that the disk had not confirmed.

/// What a crash left of bytes that the disk had not confirmed.
#[derive(Debug, Clone, Copy)]
pub enum Damage {
    /// So many of them.
    Cut(usize),
    /// So many, and zeros in place of the rest.
    Zeros(usize),
    /// So many, and noise in place of the rest.
    Noise(usize),
    /// Zeros in place of so many, and then the rest.
    Hole(usize),
    /// So many, and in place of the rest what stood in that part of the disk before.
    Stale(usize),
    /// Only those parts of 512 bytes that have a bit here, counted as the disk counts.
    Sectors(u32),
}

impl Damage {
    /// Every one that can befall these bytes behind those.
    pub fn every(before: &[u8], coming: &[u8]) -> impl Iterator<Item = Self> + use<> {
        let length = coming.len();
        let (first, last) = (before.len() / 512, (before.len() + length) / 512);
        let sectors = 1_u32 << (last - first + 1).min(6);
        let at_each_byte = (0..length).flat_map(|at| {
            [
                Self::Cut(at),
                Self::Zeros(at),
                Self::Noise(at),
                Self::Hole(at),
                Self::Stale(at),
            ]
        });
        let whole = std::iter::once(Self::Cut(length));
        whole
            .chain(at_each_byte)
            .chain((0..sectors).map(Self::Sectors))
    }

    /// What lies on the disk after it.
    pub fn leaves(self, before: &[u8], coming: &[u8]) -> Vec<u8> {
        let mut left = before.to_vec();
        match self {
            Self::Cut(at) => left.extend(&coming[..at]),
            Self::Zeros(at) => {
                left.extend(&coming[..at]);
                left.resize(before.len() + coming.len(), 0);
            }
            Self::Noise(at) => {
                left.extend(&coming[..at]);
                let noise =
                    (at..coming.len()).map(|index| (index * 167 + at * 31).to_le_bytes()[0]);
                left.extend(noise);
            }
            Self::Hole(at) => {
                left.resize(before.len() + at, 0);
                left.extend(&coming[at..]);
            }
            Self::Stale(at) => {
                left.extend(&coming[..at]);
                let stale = before.iter().cycle().copied();
                left.extend(stale.take(coming.len() - at));
            }
            Self::Sectors(written) => {
                let first = before.len() / 512;
                left.extend(coming.iter().enumerate().map(|(index, byte)| {
                    let sector = (before.len() + index) / 512 - first;
                    if written & (1 << sector.min(31)) == 0 {
                        0
                    } else {
                        *byte
                    }
                }));
            }
        }
        left
    }
}
