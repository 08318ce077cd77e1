//! What a file is, by its bytes: its name may say anything.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// Another zip archive.
    Zip,
    /// An old .doc or .xls, or a new one that is locked by a password.
    Ole,
    /// PDF.
    Pdf,
    /// RTF.
    Rtf,
    /// A picture.
    Picture,
    /// Text, in whatever encoding.
    Text,
}

/// What the bytes are.
pub fn sort(bytes: &[u8]) -> Sort {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        // The names of what a zip holds stand in it as they are.
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        return if holds(b"word/document.xml") {
            Sort::Docx
        } else if holds(b"xl/workbook") {
            Sort::Xlsx
        } else {
            Sort::Zip
        };
    }
    if begins(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Sort::Ole;
    }
    if begins(b"%PDF") {
        return Sort::Pdf;
    }
    if begins(b"{\\rtf") {
        return Sort::Rtf;
    }
    let pictures: [&[u8]; 6] = [
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"II*\0",
        b"MM\0*",
        b"BM\x36",
    ];
    if pictures.iter().any(|mark| begins(mark)) {
        return Sort::Picture;
    }
    Sort::Text
}

impl Sort {
    /// Why it cannot be imported, and what to do.
    pub fn refused(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Docx | Self::Xlsx | Self::Text => return None,
            Self::Zip => ("这是压缩文件，里面不是 Word 文档", "先解压，再导入里面的文件"),
            Self::Ole => (
                "这是加了密码的文档，或者老格式的 .doc、.xls",
                "打开它，去掉密码，另存为 .docx（.xlsx）再导入",
            ),
            Self::Pdf => (
                "这是 PDF",
                "打开它，把文字全部复制到一个文本文件里再导入；复制不出文字的是扫描件，先用识别文字的软件转成文字",
            ),
            Self::Rtf => ("这是 RTF 文档", "用 Word 打开，另存为 .docx 再导入"),
            Self::Picture => ("这是图片", "先用识别文字的软件转成文字"),
        })
    }
}
