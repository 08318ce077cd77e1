//! What version control holds, read through the `git` program: plumbing commands alone, that run
//! no hook, no filter and no pager, fetch nothing and write nothing.

use crate::date::Date;
use crate::diagnostic::words::nearest;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file of a revision: its path below the rules folder, and its bytes or why there are none.
pub(super) type File = (String, Result<Vec<u8>, String>);

/// The rules folder as it stood at a revision.
#[derive(Debug)]
pub(super) struct Tree {
    /// The day of the commit, where it was made.
    pub day: Option<Date>,
    pub files: Vec<File>,
}

/// What git says of the machine's own folders is not asked: the repository is that of the rules.
const NOT_OURS: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
];

/// A repository, seen from the rules folder.
#[derive(Debug)]
pub(super) struct Repository {
    /// A folder that is there, in the repository.
    folder: PathBuf,
    /// The path of the rules below the repository's top, without `/` at its end.
    below: String,
}

impl Repository {
    /// The repository that the rules folder lies in; the folder itself may be gone since.
    ///
    /// # Errors
    /// Why there is none, in Chinese, and what to do.
    pub fn of(rules: &Path) -> Result<Self, String> {
        let there = |path: &&Path| path.is_dir() || path.as_os_str().is_empty();
        let folder = rules.ancestors().find(there).unwrap_or(Path::new("."));
        let rest = rules.strip_prefix(folder).unwrap_or(Path::new(""));
        let folder = match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder.to_owned(),
        };
        let mut repository = Self {
            folder,
            below: String::new(),
        };
        let inside = repository.line(&["rev-parse", "--show-prefix"])?;
        let inside = inside.map_err(|said| not_a_repository(rules, &said))?;
        let rest = rest.to_string_lossy().replace('\\', "/");
        let below = format!("{inside}{rest}");
        repository.below = below.trim_end_matches('/').to_owned();
        Ok(repository)
    }

    /// Whether there is such a revision.
    ///
    /// # Errors
    /// That there is no git.
    pub fn has(&self, revision: &str) -> Result<bool, String> {
        Ok(self.commit(revision)?.is_some())
    }

    /// The rules folder at a revision: `v1`, or `v1:rules-of-old` where it lay elsewhere then.
    ///
    /// # Errors
    /// Why there is none, in Chinese, and what to do.
    pub fn tree(&self, asked: &str) -> Result<Tree, String> {
        let (revision, elsewhere) = match asked.split_once(':') {
            Some((revision, path)) if !revision.is_empty() && !asked.contains("^{/") => {
                (revision, Some(path.trim_matches('/')))
            }
            _ => (asked, None),
        };
        let Some(commit) = self.commit(revision)? else {
            return Err(self.unknown(revision));
        };
        let below = elsewhere.unwrap_or(&self.below);
        let place = format!("{commit}:{below}");
        let is_tree = self
            .line(&["cat-file", "-t", &place])?
            .is_ok_and(|kind| kind == "tree");
        if !is_tree {
            return Err(self.absent(revision, &commit, below));
        }
        Ok(Tree {
            day: self.day(&commit)?,
            files: self.files(&place)?,
        })
    }

    /// The commit that a revision names.
    fn commit(&self, revision: &str) -> Result<Option<String>, String> {
        // A revision that looks like an option is none.
        if revision.starts_with('-') || revision.is_empty() || revision.contains('\0') {
            return Ok(None);
        }
        let wanted = format!("{revision}^{{commit}}");
        let asked = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ];
        Ok(self.line(&asked)?.ok().filter(|commit| !commit.is_empty()))
    }

    /// The day on which a commit was made, where it was made.
    fn day(&self, commit: &str) -> Result<Option<Date>, String> {
        let text = self
            .line(&["cat-file", "commit", commit])?
            .unwrap_or_default();
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("committer "));
        let moment = line.and_then(|line| {
            let mut words = line.rsplit(' ');
            let zone: i32 = words.next()?.parse().ok()?;
            let second: i64 = words.next()?.parse().ok()?;
            let offset = (zone / 100) * 3600 + (zone % 100) * 60;
            let zone = jiff::tz::Offset::from_seconds(offset).ok()?;
            let moment = jiff::Timestamp::from_second(second).ok()?;
            Some(Date(zone.to_datetime(moment).date()))
        });
        Ok(moment)
    }

    /// The rules files of a folder of a commit, links within the folder followed.
    fn files(&self, place: &str) -> Result<Vec<File>, String> {
        const LINK: &str = "120000";
        let listed = self.bytes(&["ls-tree", "-r", "-z", "--full-tree", place], None)?;
        let listed = listed.map_err(|said| format!("错误：git 读不出这个版本：{said}\n"))?;
        // By path: the mode, the name of the object.
        let mut objects: BTreeMap<String, (String, String)> = BTreeMap::new();
        for entry in listed.split(|byte| *byte == 0) {
            let entry = String::from_utf8_lossy(entry);
            let Some((head, path)) = entry.split_once('\t') else {
                continue;
            };
            let mut words = head.split(' ');
            let (Some(mode), Some("blob"), Some(object)) =
                (words.next(), words.next(), words.next())
            else {
                continue;
            };
            objects.insert(path.to_owned(), (mode.to_owned(), object.to_owned()));
        }
        let is_rules = |path: &str| path.ends_with(".toml");
        let wanted: Vec<&String> = objects.keys().filter(|path| is_rules(path)).collect();
        let names = |paths: &[&String]| -> Vec<String> {
            paths.iter().map(|path| objects[*path].1.clone()).collect()
        };
        let contents = self.contents(&names(&wanted))?;
        let mut files = Vec::new();
        for (path, bytes) in wanted.into_iter().zip(contents) {
            let bytes = match objects[path].0 == LINK {
                false => Ok(bytes),
                true => match target(path, &bytes).filter(|to| objects.contains_key(to)) {
                    Some(to) => Ok(self.contents(&names(&[&to]))?.remove(0)),
                    None => Err("这是链接，指到规则目录以外，当时的内容不在这个版本里".to_owned()),
                },
            };
            files.push((path.clone(), bytes));
        }
        Ok(files)
    }

    /// What objects hold.
    fn contents(&self, objects: &[String]) -> Result<Vec<Vec<u8>>, String> {
        let asked = objects.join("\n") + "\n";
        let said = self.bytes(&["cat-file", "--batch"], Some(asked))?;
        let said = said.map_err(|said| format!("错误：git 读不出这个版本：{said}\n"))?;
        let mut rest = said.as_slice();
        let mut out = Vec::with_capacity(objects.len());
        for _ in objects {
            let end = rest
                .iter()
                .position(|byte| *byte == b'\n')
                .unwrap_or(rest.len());
            let head = String::from_utf8_lossy(&rest[..end]);
            let size = head
                .rsplit(' ')
                .next()
                .and_then(|size| size.parse::<usize>().ok());
            let body = rest.get(end + 1..);
            let Some((size, body)) = size.zip(body).filter(|(size, body)| *size < body.len())
            else {
                return Err(
                    "错误：这个版本的文件不在本地：仓库只取了一部分\n  先运行 git fetch --refetch，把历史取全\n"
                        .to_owned(),
                );
            };
            out.push(body[..size].to_vec());
            rest = &body[size + 1..];
        }
        Ok(out)
    }

    /// That there is no such revision, and what may be meant.
    fn unknown(&self, revision: &str) -> String {
        let mut out = format!("错误：没有 {revision} 这个版本\n");
        if let Some((old, new)) = revision.split_once("..") {
            out += &format!(
                "  两个版本分开写：lianfang diff {old} {}\n",
                new.trim_matches('.')
            );
            return out;
        }
        let names = ["for-each-ref", "--format=%(refname:short)"];
        let names = self
            .line(&names)
            .ok()
            .and_then(Result::ok)
            .unwrap_or_default();
        let names: Vec<&str> = names.lines().collect();
        if let Some(near) = nearest(revision, names.iter().copied()) {
            out += &format!("  是不是要写 {near}？\n");
        } else if names.is_empty() {
            out += "  这个仓库里还没有提交；先运行 git add 和 git commit\n";
        } else {
            const SHOWN: usize = 8;
            let shown = names[..names.len().min(SHOWN)].join("、");
            let more = if names.len() > SHOWN { " 等" } else { "" };
            out += &format!("  有这些分支和标签：{shown}{more}；也可以写提交号，或者一个文件夹\n");
        }
        let shallow = self.line(&["rev-parse", "--is-shallow-repository"]);
        if matches!(shallow, Ok(Ok(said)) if said == "true") {
            out += "  这个仓库是浅克隆，只有最近的提交；要更早的，先运行 git fetch --unshallow --tags\n";
        }
        out
    }

    /// That the rules folder was not there, and where it may have been.
    fn absent(&self, revision: &str, commit: &str, below: &str) -> String {
        let mut out = format!("错误：{revision} 里没有 {below} 这个目录\n");
        let listed = self.bytes(
            &["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit],
            None,
        );
        let listed = listed.ok().and_then(Result::ok).unwrap_or_default();
        let mut folders: BTreeMap<String, usize> = BTreeMap::new();
        for path in listed.split(|byte| *byte == 0) {
            let path = String::from_utf8_lossy(path);
            if let (true, Some((folder, _))) = (path.ends_with(".toml"), path.rsplit_once('/')) {
                *folders.entry(folder.to_owned()).or_default() += 1;
            }
        }
        let most = folders
            .into_iter()
            .max_by_key(|(folder, count)| (*count, folder.len()));
        match most {
            Some((folder, _)) => {
                out += &format!("  当时的规则要是在别处，写成 {revision}:{folder}\n");
            }
            None => out += "  那时还没有规则文件；换一个晚些的版本\n",
        }
        out
    }

    /// What a command says on one line, or as a text; `Err` within where it fails.
    fn line(&self, arguments: &[&str]) -> Result<Result<String, String>, String> {
        let said = self.bytes(arguments, None)?;
        Ok(said.map(|said| {
            String::from_utf8_lossy(&said)
                .trim_end_matches('\n')
                .to_owned()
        }))
    }

    /// What a command says, given `input`; within, what it says where it fails.
    fn bytes(
        &self,
        arguments: &[&str],
        input: Option<String>,
    ) -> Result<Result<Vec<u8>, String>, String> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder);
        command.args([
            "--no-pager",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.quotePath=false",
        ]);
        command.args(arguments);
        for name in NOT_OURS {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        command
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1");
        let stdin = if input.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        };
        command
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| not_there(error.kind()))?;
        let failed = |_| "错误：git 中途停了\n".to_owned();
        // Who is asked for much answers before all is asked.
        let asking = child.stdin.take().zip(input).map(|(mut to, input)| {
            std::thread::spawn(move || drop(to.write_all(input.as_bytes())))
        });
        let complaint = child.stderr.take().map(|mut from| {
            std::thread::spawn(move || {
                let mut said = Vec::new();
                drop(from.read_to_end(&mut said));
                String::from_utf8_lossy(&said).trim().to_owned()
            })
        });
        let mut said = Vec::new();
        if let Some(mut from) = child.stdout.take() {
            from.read_to_end(&mut said).map_err(failed)?;
        }
        let status = child.wait().map_err(failed)?;
        if let Some(asking) = asking {
            drop(asking.join());
        }
        let complaint = complaint
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default();
        Ok(if status.success() {
            Ok(said)
        } else {
            Err(complaint)
        })
    }
}

/// Where a link in a folder leads, as a path below the folder; `None` where out of it.
fn target(path: &str, to: &[u8]) -> Option<String> {
    let to = std::str::from_utf8(to)
        .ok()
        .filter(|to| !to.starts_with('/'))?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn not_there(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "错误：没有 git 这个程序，读不了以前的版本\n  装上 git；或者把以前的规则放在一个文件夹里，写那个文件夹\n".to_owned(),
        other => format!("错误：git 启动不了（{other}）\n"),
    }
}

fn not_a_repository(rules: &Path, said: &str) -> String {
    let rules = rules.display();
    if said.contains("dubious ownership") {
        return format!(
            "错误：{rules} 所在的仓库归别的用户所有，git 不肯读\n  照 git 的提示，用 git config --global --add safe.directory 加上这个仓库\n"
        );
    }
    format!(
        "错误：{rules} 不在 git 仓库里，没有以前的版本\n  先运行 git init、git add、git commit；或者写以前那份规则的文件夹\n"
    )
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn a_link_is_followed_within_the_folder_only() {
        for (path, to, wanted) in [
            ("a.toml", "b.toml", Some("b.toml")),
            ("x/a.toml", "../y/b.toml", Some("y/b.toml")),
            ("a.toml", "../b.toml", None),
            ("a.toml", "/etc/passwd", None),
        ] {
            assert_eq!(target(path, to.as_bytes()).as_deref(), wanted, "{path}");
        }
    }
}
