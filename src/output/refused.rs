//! Why nothing was written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was written; its text is for a person.
#[derive(Debug)]
pub enum Refused {
    /// A path that is not plain, or leads out of the output folder.
    BadPath(String),
    /// The output folder is one that is read: that of the rules or the templates.
    Read(PathBuf),
    /// Another run holds the folder.
    Busy,
    /// The folder holds another edition, by its key; `None` where that is not known.
    OtherEdition(Option<String>),
    /// Files of another edition that a person has changed: not ours to remove, nor to leave.
    ChangedFiles(Vec<String>),
    /// Something else is where a file or a folder of ours should be.
    InTheWay {
        /// Where.
        path: PathBuf,
        /// What it is, in Chinese.
        what: &'static str,
    },
    /// The system refused.
    Failed {
        /// At which file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl Refused {
    /// The system refused `error` at `path`.
    pub fn failed(path: &Path, error: io::Error) -> Self {
        Self::Failed {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPath(path) => write!(
                f,
                "“{}”不能作文件名；编号只用小写英文字母、数字和连字符",
                path.escape_debug()
            ),
            Self::Read(root) => write!(
                f,
                "{} 是规则或者模板的文件夹，生成的文件不能写进去；用 --output 换一个文件夹",
                root.display()
            ),
            Self::Busy => f.write_str("另一次生成一直没有写完；等它结束，再运行一次"),
            Self::OtherEdition(there) => {
                let there = match there.as_deref() {
                    Some("internal") => "内部版",
                    Some("public") => "公开版",
                    _ => "不知道是哪一版的",
                };
                write!(
                    f,
                    "里面是{there}文件，一个文件夹只放一版；不加 --only、--department、--format \
                     全部生成一次，或者用 --output 换一个文件夹"
                )
            }
            Self::ChangedFiles(paths) => write!(
                f,
                "这些文件是另一版的，生成以后有人改动过，不能替你删去：{}；移走它们，再运行一次",
                paths.join("、")
            ),
            Self::InTheWay { path, what } => write!(
                f,
                "{} 是{what}，要写的文件放不下；移走它，再运行一次",
                path.display()
            ),
            Self::Failed { path, error } => write!(f, "{}：{}", path.display(), reason(error)),
        }
    }
}

/// Why the system refused, in Chinese where the reason is a common one.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "没有写的权限".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "这个盘只能读，不能写".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "盘满了".to_owned(),
        io::ErrorKind::AlreadyExists => "已经有这个文件".to_owned(),
        io::ErrorKind::InvalidFilename => "文件名太长，或者有不能用的字符".to_owned(),
        _ => error.to_string(),
    }
}
