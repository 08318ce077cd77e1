//! What the command line says in the place of the rules.

use super::Run;
use crate::cli;
use crate::model::Edition;
use crate::model::{Orientation, PosterSettings, PosterSize};

/// For whom the pages are made.
pub(super) fn edition(args: &cli::GenerateArgs) -> Edition {
    match args.pages.edition {
        cli::Edition::Internal => Edition::Internal,
        cli::Edition::Public => Edition::Public,
    }
}

impl Run<'_> {
    /// The unit's wishes, with what the command line says in their place.
    pub(super) fn poster_settings(&self) -> PosterSettings {
        let mut settings = self.unit.profile.posters.clone();
        if let Some(size) = self.args.size {
            settings.size = match size {
                cli::PosterSize::Board => PosterSize::Board,
                cli::PosterSize::SmallBoard => PosterSize::SmallBoard,
                cli::PosterSize::LargeBoard => PosterSize::LargeBoard,
                cli::PosterSize::A0 => PosterSize::A0,
                cli::PosterSize::A1 => PosterSize::A1,
                cli::PosterSize::A2 => PosterSize::A2,
                cli::PosterSize::A3 => PosterSize::A3,
                cli::PosterSize::A4 => PosterSize::A4,
            };
        }
        if let Some(orientation) = self.args.orientation {
            settings.orientation = match orientation {
                cli::Orientation::Portrait => Orientation::Portrait,
                cli::Orientation::Landscape => Orientation::Landscape,
            };
        }
        settings.print_shop = self.args.print_shop;
        settings
    }
}
