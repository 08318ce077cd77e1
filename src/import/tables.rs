//! Files with tables: workbooks, CSV, the registers among the tables of a Word document.

use super::registers::grid::Grid;
use super::registers::heads::Mapping;
use super::{docx, edited, ids, registers, Imported, Rules, LARGEST_BYTES};
use crate::diagnostic::{Code, Finding};
use crate::load;
use crate::output::fresh::Fresh;
use crate::xlsx;
use crate::xlsx::read::Unreadable;
use std::path::Path;

impl Imported {
    /// Reads an Excel workbook: one of ours that was edited, or whoever's registers.
    pub(super) fn workbook(&mut self, path: &Path, bytes: &[u8], rules: &mut Rules<'_>) {
        let book = match xlsx::read::read(bytes) {
            Ok(book) => book,
            Err(reason) => {
                let place = self.push(path, String::new());
                let (message, help) = match reason {
                    Unreadable::Password => (
                        "工作簿加了密码，或者是老格式的 .xls",
                        "打开它，去掉密码，另存为 .xlsx 再导入",
                    ),
                    Unreadable::TooLarge => (
                        "工作簿解开以后太大，不会是登记表",
                        "只留要导入的表，另存为 .xlsx",
                    ),
                    Unreadable::Damaged(_) => (
                        "Excel 工作簿损坏了，读不出来",
                        "用 Excel 打开，另存为 .xlsx 再导入",
                    ),
                };
                let finding = Finding::error(Code::UnreadableFile, place, message).help(help);
                self.findings.push(finding);
                return;
            }
        };
        if let Some((marks, given)) = book.registers() {
            let edited = edited::edits(
                &file_name(path),
                &marks,
                &given,
                rules.loaded,
                rules.unit,
                &mut self.sources,
            );
            self.findings.extend(edited.findings);
            self.edits.extend(edited.edits);
            self.tables += given.len();
            return;
        }
        if book.is_table() {
            let place = self.push(path, String::new());
            let message = "这是 generate 做出来供报送的表，改了它导不回规则";
            let help = "在 registers.xlsx 里改，再导入它；它和这张表在一个输出文件夹里";
            let finding = Finding::error(Code::ImportNothing, place, message);
            self.findings.push(finding.help(help));
            return;
        }
        let grids: Vec<Grid> = (book.sheets.iter())
            .filter(|sheet| !sheet.is_hidden)
            .map(Grid::from)
            .collect();
        if grids.iter().all(|grid| grid.rows.is_empty()) {
            let place = self.push(path, String::new());
            let finding = Finding::error(Code::ImportNothing, place, "工作簿里没有内容");
            self.findings.push(finding.help("看看是不是选错了文件"));
        }
        for sheet in book
            .sheets
            .iter()
            .filter(|sheet| sheet.is_hidden && !sheet.cells.is_empty())
        {
            let place = self.push(path, String::new());
            let message = format!("“{}”是隐藏的表，没有读", sheet.name);
            let finding = Finding::warning(Code::ImportUnsure, place, message);
            self.findings.push(finding.help("要导入的，取消隐藏再导入"));
        }
        self.tables_of(path, &grids, rules);
    }

    /// Reads the tables of a file.
    pub(super) fn tables_of(&mut self, path: &Path, grids: &[Grid], rules: &mut Rules<'_>) {
        registers::read(
            &file_name(path),
            grids,
            &rules.mapping,
            &mut rules.registers,
            &mut self.sources,
        );
    }

    /// Writes what tables have told of.
    pub(super) fn registers(&mut self, rules: Rules<'_>) {
        for (file, text) in registers::files(&rules.registers) {
            let stem = file
                .rsplit_once('.')
                .map_or(file.as_str(), |(stem, _)| stem);
            self.files.push(Fresh {
                path: format!("registers/{}.toml", ids::id(stem, "t")),
                text,
                is_program: false,
            });
        }
        self.propose(&rules.registers.proposals, &rules);
        self.tables += rules.registers.tables;
        self.findings.extend(rules.registers.findings);
    }

    /// Reads what odd heads of columns mean: `"风险点描述" = "risk.behaviour"`.
    pub(super) fn mapping(&mut self, path: &Path, rules: &mut Rules<'_>) {
        let text = load::bytes(path, LARGEST_BYTES)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "不是 UTF-8 编码".to_owned()));
        let read = text.and_then(|text| {
            toml::from_str::<Mapping>(&text).map_err(|error| error.message().to_owned())
        });
        let known = |to: &str| match to.split_once('.') {
            Some((kind, key)) => {
                let table = crate::fields::table(kind);
                table.is_some_and(|table| table.fields.iter().any(|field| field.key == key))
            }
            None => to == "-",
        };
        match read {
            Ok(mapping) => {
                for (head, to) in mapping.iter().filter(|(_, to)| !known(to)) {
                    let place = self.push(path, String::new());
                    let message = format!("“{head}”写成了“{to}”，没有这样的键");
                    let finding = Finding::error(Code::ImportUnsure, place, message);
                    self.findings.push(finding.help("写成 \"risk.behaviour\" 这样：表名、点、键，见 docs/rules-format.md；不要的列写 \"-\""));
                }
                rules.mapping = mapping;
            }
            Err(reason) => {
                let place = self.push(path, String::new());
                let finding = Finding::error(Code::UnreadableFile, place, reason);
                self.findings
                    .push(finding.help("一行一列：\"风险点描述\" = \"risk.behaviour\""));
            }
        }
    }

    /// Reads the registers among the tables of a document, and takes them out of it; whether there
    /// was one.
    pub(super) fn tables_in(
        &mut self,
        path: &Path,
        document: &mut docx::Document,
        rules: &mut Rules<'_>,
    ) -> bool {
        let mut grids = Vec::new();
        document.blocks.retain(|block| {
            let docx::Block::Table(table) = block else {
                return true;
            };
            let grid = Grid::from(table);
            let is_register = registers::is_one(&grid, &rules.registers, &rules.mapping);
            if is_register {
                grids.push(grid);
            }
            !is_register
        });
        self.tables_of(path, &grids, rules);
        !grids.is_empty()
    }
}

/// The name of a file without its folders.
fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
