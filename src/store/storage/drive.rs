//! Kinds of drives, as far as a system tells them.

/// A kind of drive, as far as the system tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drive {
    /// One of this computer, or one of which nothing is known.
    #[default]
    Own,
    /// One that another computer shares.
    Network,
    /// A folder that a program of this computer provides: often what lies on another computer.
    Provided,
}

/// The numbers that Linux gives to file systems of other computers: NFS, the three of SMB, AFS (two),
/// Coda, NCP, Ceph, 9P, GFS2, OCFS2, Lustre and the shared folders of virtual machines.
const OF_OTHERS: [i64; 14] = [
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x5346_414F,
    0x6B41_4653,
    0x7375_7245,
    0x564C,
    0x00C3_6400,
    0x0102_1997,
    0x0116_1970,
    0x7461_636F,
    0x0BD0_0BD0,
    0x786F_4256,
];
/// The number of file systems that a program provides.
const PROVIDED: i64 = 0x6573_5546;

impl Drive {
    /// The kind by the number that Linux gives a file system. A program may also provide what lies on
    /// a device of this computer, such as a stick of another system: that is one of its own.
    pub fn of(file_system: i64, on_device: bool) -> Self {
        if OF_OTHERS.contains(&file_system) {
            Self::Network
        } else if file_system == PROVIDED && !on_device {
            Self::Provided
        } else {
            Self::Own
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drives_of_other_computers_are_known_by_their_numbers() {
        for (number, name) in [
            (0x6969, "nfs"),
            (0xFF53_4D42, "cifs"),
            (0xFE53_4D42, "smb3"),
            (0x0102_1997, "9p"),
        ] {
            assert_eq!(Drive::of(number, false), Drive::Network, "{name}");
        }
        for (number, name) in [
            (0xEF53, "ext4"),
            (0x9123_683E, "btrfs"),
            (0x5846_5342, "xfs"),
            (0x0102_1994, "tmpfs"),
            (0x794C_7630, "overlay"),
        ] {
            assert_eq!(Drive::of(number, true), Drive::Own, "{name}");
        }
        let sshfs = Drive::of(PROVIDED, false);
        let ntfs_on_a_stick = Drive::of(PROVIDED, true);
        assert_eq!((sshfs, ntfs_on_a_stick), (Drive::Provided, Drive::Own));
    }
}
