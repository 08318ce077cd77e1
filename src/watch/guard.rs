//! Who is answered: browsers of this machine that were sent here by a person, with a request that
//! only reads.

use std::net::IpAddr;

/// Why a request is not answered: the status and what is said.
pub(super) type Refused = (u16, &'static str);

/// What is asked of a request before its path is looked at.
pub(super) struct Asked<'a> {
    pub method: &'a str,
    pub host: Option<&'a str>,
    /// What a browser says of the page that asks: `Sec-Fetch-Site`.
    pub from: Option<&'a str>,
    /// `Sec-Fetch-Mode`.
    pub mode: Option<&'a str>,
}

/// Whether a request is answered. `local` says that only this machine is served.
///
/// A page of another site could have its own name lead to this machine (DNS rebinding) and then
/// read what is served: the name that the browser was given stands in `Host`. An address of
/// numbers leads nowhere else, and `localhost` is no one's name (RFC 6761).
pub(super) fn look(asked: &Asked, local: bool) -> Result<(), Refused> {
    if !["GET", "HEAD"].contains(&asked.method) {
        return Err((405, "这里只能看"));
    }
    let host = asked.host.ok_or((400, "没有写明地址"))?;
    if !is_ours(host, local) {
        return Err((403, "不答应这个名字；用数字的地址打开，或者用 localhost"));
    }
    if asked.from == Some("cross-site") && asked.mode != Some("navigate") {
        return Err((403, "别的网站不能取这里的内容"));
    }
    Ok(())
}

/// Whether a browser that asks for this host can mean this server only.
fn is_ours(host: &str, local: bool) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    match name.parse::<IpAddr>() {
        Ok(address) => !local || address.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked<'a>(method: &'a str, host: &'a str) -> Asked<'a> {
        Asked {
            method,
            host: Some(host),
            from: None,
            mode: None,
        }
    }

    #[test]
    fn only_this_machine_by_its_own_names_is_answered() {
        for host in [
            "127.0.0.1:4870",
            "127.0.0.1",
            "localhost:1",
            "LOCALHOST",
            "[::1]:4870",
        ] {
            assert_eq!(look(&asked("GET", host), true), Ok(()), "{host}");
        }
        for host in [
            "evil.example:4870",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.7:4870",
            "",
            ":4870",
            "[::1",
            "[evil]",
        ] {
            // A bracket that is not closed is still the address of this machine.
            let told = look(&asked("GET", host), true);
            assert_eq!(told.is_ok(), host == "[::1", "{host}");
        }
        assert_eq!(look(&asked("GET", "192.168.1.7:4870"), false), Ok(()));
        assert!(look(&asked("GET", "evil.example"), false).is_err());
    }

    #[test]
    fn nothing_is_sent_here_and_no_other_site_reads() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
            let told = look(&asked(method, "localhost"), true);
            assert_eq!(told.map_err(|(status, _)| status), Err(405), "{method}");
        }
        let none = Asked {
            host: None,
            ..asked("GET", "")
        };
        assert_eq!(look(&none, true).map_err(|(status, _)| status), Err(400));
        let mut other = asked("GET", "localhost");
        other.from = Some("cross-site");
        other.mode = Some("no-cors");
        assert!(look(&other, true).is_err());
        other.mode = Some("navigate");
        assert_eq!(look(&other, true), Ok(()), "a link that a person follows");
    }
}
