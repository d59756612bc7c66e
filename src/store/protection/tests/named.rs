//! Readers are those that stand inside the protected file with the keys, and nobody else.

use super::*;

/// Somebody who wrote the own key into a file of the home.
fn stranger(disk: &MemoryDisk) -> Keyring {
    Keyring::generate(disk, Vec::new()).unwrap()
}

#[test]
fn c10_a_reader_who_is_named_in_a_plain_file_of_the_home_reads_nothing() {
    let (disk, home, service) = protected();
    let stranger = stranger(&disk);
    let key = stranger.public();
    let reader = Reader {
        name: "Service manager".to_owned(),
        key: key.clone(),
        recovery: true,
    };
    let reader = serde_json::to_string(&reader).unwrap();
    for (name, text) in [
        ("config.json", format!("{{\"readers\":[{reader}]}}")),
        ("readers.json", format!("[{reader}]")),
        ("recipients.txt", format!("{key}\n")),
        (".age-recipients", format!("{key}\n")),
        ("state/readers.json", format!("[{reader}]")),
        ("cases/recipients.txt", format!("{key}\n")),
    ] {
        disk.put(&home.root().join(name), text.as_bytes()).unwrap();
    }
    let home = locked(&home);
    unlock(&disk, &home, &phrase("five words by lot")).unwrap();
    let readers = home.ring().keyring().unwrap().readers().to_vec();
    let keys: Vec<&str> = readers.iter().map(|reader| reader.key.as_str()).collect();
    assert_eq!(keys, [service.public()]);

    let begun = CaseFolder::locate(&home, Kind::Case, &Reference::new("RC-0413").unwrap());
    drop(OpenCase::create(&disk, &home, &begun, now(), &[]).unwrap());
    let read_by = |keyring: Keyring| {
        let theirs = locked(&home).with_ring(Ring::holding(keyring));
        let folder = CaseFolder::locate(&theirs, Kind::Case, begun.reference());
        read_case(&disk, &theirs, &folder).map(|content| content.scan.last_number())
    };
    assert_eq!(read_by(service).unwrap(), 0);
    let refused = read_by(stranger).unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("not among the readers"), "{said}");
}

#[test]
fn c10_a_reader_who_is_written_behind_the_protected_keys_makes_them_damaged() {
    let (disk, home, _) = protected();
    let path = home.identity_file();
    let whole = disk.read(&path, u64::MAX).unwrap();
    let line = format!("\n# reader {}\n", stranger(&disk).public());
    disk.put(&path, &[&whole, line.as_bytes()].concat())
        .unwrap();
    let refused = unlock(&disk, &locked(&home), &phrase("five words by lot")).unwrap_err();
    assert!(
        matches!(refused, StoreError::DamagedIdentity { .. }),
        "{refused}"
    );
}
