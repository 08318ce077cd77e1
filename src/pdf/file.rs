//! The file: header, streams, packed objects, cross-reference stream, front to back
//! (ISO 32000-1 7.5).

use super::deflate::Packer;
use super::syntax::{self, dict, Dict, Id};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Objects in one object stream: a reader unpacks them all to get at one of them.
const PACKED_TOGETHER: usize = 200;
/// The furthest that a place in the file can be said with four bytes.
const LARGEST: u64 = u32::MAX as u64;

/// Numbers of objects that follow on each other.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    first: u32,
    count: usize,
}

impl Ids {
    /// The number of the object at `index`.
    pub fn at(self, index: usize) -> Id {
        debug_assert!(index < self.count);
        Id(self.first + index as u32)
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = Id> {
        (0..self.count).map(move |index| self.at(index))
    }
}

/// Gives out the numbers of objects.
#[derive(Default)]
pub struct Numbers(u32);

impl Numbers {
    /// So many numbers.
    pub fn take(&mut self, count: usize) -> Ids {
        let first = self.0 + 1;
        self.0 += count as u32;
        Ids { first, count }
    }

    /// One number.
    pub fn one(&mut self) -> Id {
        self.take(1).at(0)
    }
}

type Writing<'a> = Box<dyn Fn(usize, &mut Vec<u8>) + Sync + 'a>;

/// Objects that are no streams. Each is written when the object stream is that it goes into,
/// so that they are nowhere all at once.
#[derive(Default)]
pub struct Objects<'a>(Vec<(Ids, Writing<'a>)>);

impl<'a> Objects<'a> {
    /// Adds objects; `write` writes that of an index.
    pub fn add(&mut self, ids: Ids, write: impl Fn(usize, &mut Vec<u8>) + Sync + 'a) {
        self.0.push((ids, Box::new(write)));
    }

    /// Adds one object.
    pub fn one(&mut self, id: Id, write: impl Fn(&mut Vec<u8>) + Sync + 'a) {
        let ids = Ids {
            first: id.0,
            count: 1,
        };
        self.add(ids, move |_, out| write(out));
    }
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    /// So many bytes from the beginning of the file.
    Offset(u32),
    /// In an object stream, so many objects before it.
    Packed { stream: Id, index: u8 },
}

/// A file that is being written.
pub struct File<W> {
    sink: W,
    written: u64,
    hash: Sha256,
    /// By number.
    places: Vec<Option<Place>>,
}

impl<W: Write> File<W> {
    /// Begins a file.
    pub fn begin(sink: W) -> io::Result<Self> {
        let mut file = Self {
            sink,
            written: 0,
            hash: Sha256::new(),
            places: Vec::new(),
        };
        // The comment tells programs that move files that this is no text (ISO 19005-2 6.1.2).
        file.write(b"%PDF-1.7\n%\xbb\xad\xc0\xde\n")?;
        Ok(file)
    }

    /// Writes a stream: what its dictionary says besides its length, and its bytes.
    pub fn stream(
        &mut self,
        id: Id,
        entries: impl FnOnce(&mut Dict),
        bytes: &[u8],
    ) -> io::Result<()> {
        if self.written > LARGEST {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "文件超过 4 GB，PDF 的阅读器打不开",
            ));
        }
        self.place(id, Place::Offset(self.written as u32));
        let mut head = Vec::new();
        syntax::int(&mut head, id.0.into());
        head.extend(b" 0 obj\n");
        dict(&mut head, |dict| {
            entries(dict);
            dict.int("Length", bytes.len() as i64);
        });
        head.extend(b"\nstream\n");
        self.write(&head)?;
        self.write(bytes)?;
        self.write(b"\nendstream\nendobj\n")
    }

    /// Writes a stream that was packed before.
    pub fn packed_stream(
        &mut self,
        id: Id,
        entries: impl FnOnce(&mut Dict),
        packed: &[u8],
    ) -> io::Result<()> {
        let entries = |dict: &mut Dict| {
            entries(dict);
            dict.name("Filter", "FlateDecode");
        };
        self.stream(id, entries, packed)
    }

    /// Packs objects into object streams (7.5.7), on all cores.
    pub fn objects(&mut self, objects: &Objects, numbers: &mut Numbers) -> io::Result<()> {
        let all: Vec<(Id, usize, &Writing)> = (objects.0.iter())
            .flat_map(|(ids, write)| {
                let ids = ids.iter().enumerate();
                ids.map(move |(index, id)| (id, index, write))
            })
            .collect();
        let packed: Vec<io::Result<(usize, Vec<u8>)>> = all
            .par_chunks(PACKED_TOGETHER)
            .map_init(Packer::new, |packer, objects| {
                let (mut head, mut body) = (Vec::new(), Vec::new());
                for &(id, index, write) in objects {
                    syntax::int(&mut head, id.0.into());
                    head.push(b' ');
                    syntax::int(&mut head, body.len() as i64);
                    head.push(b' ');
                    write(index, &mut body);
                    body.push(b'\n');
                }
                let first = head.len();
                head.append(&mut body);
                Ok((first, packer.pack(&head)?))
            })
            .collect();
        for (objects, packed) in all.chunks(PACKED_TOGETHER).zip(packed) {
            let (first, packed) = packed?;
            let stream = numbers.one();
            for (index, &(id, ..)) in objects.iter().enumerate() {
                let index = index as u8;
                self.place(id, Place::Packed { stream, index });
            }
            let entries = |dict: &mut Dict| {
                dict.name("Type", "ObjStm");
                dict.int("N", objects.len() as i64);
                dict.int("First", first as i64);
            };
            self.packed_stream(stream, entries, &packed)?;
        }
        Ok(())
    }

    /// Writes where everything stands, and ends the file. Its id is drawn from all before.
    pub fn end(mut self, mut numbers: Numbers, root: Id, info: Id) -> io::Result<W> {
        let own = numbers.one();
        let start = self.written;
        self.place(own, Place::Offset(start.min(LARGEST) as u32));
        let rows = cross_references(&self.places);
        let packed = Packer::new().pack(&rows)?;
        let hash = self.hash.clone().finalize();
        let entries = |dict: &mut Dict| {
            dict.name("Type", "XRef");
            dict.int("Size", self.places.len() as i64);
            dict.numbers("W", &[1.0, 4.0, 1.0]);
            dict.reference("Root", root);
            dict.reference("Info", info);
            let id = dict.entry("ID");
            id.push(b'[');
            syntax::string(id, &hash[..16]);
            syntax::string(id, &hash[..16]);
            id.push(b']');
            dict.dict("DecodeParms", |dict| {
                dict.int("Predictor", 12);
                dict.int("Columns", ROW as i64);
            });
        };
        let mut tail = Vec::new();
        let mut end = File {
            sink: &mut tail,
            written: start,
            hash: Sha256::new(),
            places: Vec::new(),
        };
        end.packed_stream(own, entries, &packed)?;
        tail.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        self.sink.write_all(&tail)?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    fn place(&mut self, id: Id, place: Place) {
        let number = id.0 as usize;
        if self.places.len() <= number {
            self.places.resize(number + 1, None);
        }
        self.places[number] = Some(place);
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        self.sink.write_all(bytes)
    }
}

/// Bytes of an entry of the cross-reference stream: kind, place, place within.
const ROW: usize = 6;

/// The entries of the cross-reference stream (7.5.8), each as what it differs by from the one
/// before: numbers that count up pack to almost nothing (PNG's predictor `Up`, 7.4.4.4).
fn cross_references(places: &[Option<Place>]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(places.len() * (ROW + 1));
    let mut above = [0; ROW];
    for place in places {
        let (kind, where_to, within) = match *place {
            None => (0, 0, 0),
            Some(Place::Offset(offset)) => (1, offset, 0),
            Some(Place::Packed { stream, index }) => (2, stream.0, index),
        };
        let [a, b, c, d] = where_to.to_be_bytes();
        let row: [u8; ROW] = [kind, a, b, c, d, within];
        rows.push(2);
        rows.extend(
            row.iter()
                .zip(above)
                .map(|(now, was)| now.wrapping_sub(was)),
        );
        above = row;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk with room for so many bytes.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A file of a stream and a thousand objects.
    fn file<W: Write>(sink: W, start: u64) -> io::Result<W> {
        let mut numbers = Numbers::default();
        let (stream, objects) = (numbers.one(), numbers.take(1000));
        let mut file = File::begin(sink)?;
        file.written += start;
        file.stream(stream, |dict| dict.name("Type", "Metadata"), b"text")?;
        let mut list = Objects::default();
        list.add(objects, |index, out| {
            dict(out, |dict| dict.int("Index", index as i64));
        });
        file.objects(&list, &mut numbers)?;
        file.end(numbers, objects.at(0), objects.at(1))
    }

    #[test]
    fn every_object_is_found_again() {
        let bytes = file(Vec::new(), 0).expect("written");
        let read = lopdf::Document::load_mem(&bytes).expect("a PDF");
        for index in 0..1000 {
            let object = read.get_dictionary((2 + index, 0)).expect("an object");
            let own = object.get(b"Index").and_then(lopdf::Object::as_i64);
            assert_eq!(own.expect("its index"), i64::from(index));
        }
        let stream = read.get_object((1, 0)).and_then(lopdf::Object::as_stream);
        assert_eq!(stream.expect("a stream").content, b"text");
        assert_eq!(bytes, file(Vec::new(), 0).expect("written"));
    }

    #[test]
    fn a_full_disk_is_told_wherever_it_is_full() {
        let whole = file(Vec::new(), 0).expect("written").len();
        for room in (0..whole).step_by(97) {
            let error = file(Disk(room), 0).err().expect("no room");
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{room}");
        }
        assert!(file(Disk(whole), 0).is_ok());
    }

    #[test]
    fn a_file_beyond_four_gigabytes_is_refused() {
        let error = file(io::sink(), LARGEST).expect_err("too large");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert!(file(io::sink(), LARGEST - 100_000).is_ok());
    }
}
