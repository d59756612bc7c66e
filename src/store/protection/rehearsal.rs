//! Trying, before it is needed, whether the key of the service opens cases again.

use super::{begin_recovery, protect, recover_case};
use crate::case::Now;
use crate::store::case_folder::CaseFolder;
use crate::store::error::StoreError;
use crate::store::home::Home;
use crate::store::line::Kind;
use crate::store::memory::MemoryDisk;
use crate::store::open_case::read_case;
use crate::store::reference::Reference;
use crate::store::sealed::{LEAST_COST, Passphrase, Reader, Ring};
use crate::store::storage::Storage;
use crate::store::versions::Versions;

/// Seals a made-up case in memory, throws its passphrase away, and opens it again with the key of
/// the service. Nothing on any disk is touched.
pub fn rehearse_recovery(now: Now, service: &Ring) -> Result<(), StoreError> {
    let disk = MemoryDisk::default();
    let home = Home::at("/practice");
    let keyring = service.keyring();
    let readers = keyring.iter().map(|keyring| Reader {
        name: "Service".to_owned(),
        key: keyring.public(),
        recovery: true,
    });
    let readers: Vec<Reader> = readers.collect();
    protect(&disk, &home, &by_lot(&disk)?, LEAST_COST, readers.clone())?;
    let reference = Reference::new("RC-0001")?;
    drop(CaseFolder::locate(&home, Kind::Case, &reference).create(&disk, now, &[])?);
    let home = Home::at("/practice");
    begin_recovery(&disk, &home, &by_lot(&disk)?, LEAST_COST, readers)?;
    let folder = CaseFolder::locate(&home, Kind::Case, &reference);
    recover_case(&disk, &folder, now, service)?;
    read_case(&disk, &home, &folder).map(|_| ())
}

/// Whether a case is sealed and opens with these keys; false for a plain one, which opens for
/// everybody. Nothing is changed.
pub fn opens_with(
    storage: &dyn Storage,
    folder: &CaseFolder,
    keys: &Ring,
) -> Result<bool, StoreError> {
    let versions = Versions::read(storage, folder.path(), keys)?;
    Ok(versions.best.scan.writing.is_sealed())
}

fn by_lot(disk: &MemoryDisk) -> Result<Passphrase, StoreError> {
    let place = std::path::Path::new("/practice");
    Passphrase::by_lot(disk).map_err(StoreError::system("draw a passphrase", place))
}
