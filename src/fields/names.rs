//! Closed lists of names, each an enum: what may be typed, and what it means.

/// An enum whose values are typed as names.
pub trait Named: Sized + Copy + 'static {
    /// Every value, in the order of the source format.
    const ALL: &'static [Self];

    /// The name as typed.
    fn name(self) -> &'static str;

    /// The value of a name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// Declares an enum with its names, and reads it from TOML with the nearest name where there is none.
macro_rules! names {
    ($(#[$doc:meta])* pub enum $type:ident { $($(#[$value_doc:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$value_doc])* $value,)+ }

        impl $crate::fields::Named for $type {
            const ALL: &'static [$type] = &[$($type::$value),+];

            fn name(self) -> &'static str {
                match self { $($type::$value => $name),+ }
            }
        }

        impl $crate::fields::FieldValue for $type {
            const NEEDS: &'static str = concat!("one of", $(" \"", $name, "\""),+);

            fn read(
                value: &toml::de::DeValue<'_>,
                _: $crate::fields::At<'_>,
            ) -> Result<$type, Option<$crate::fields::Refused>> {
                use $crate::fields::Named as _;
                let toml::de::DeValue::String(words) = value else { return Err(None) };
                $type::named(words).ok_or_else(|| {
                    let names = [$($name),+];
                    let help = $crate::nearest::suggestion(words, names)
                        .unwrap_or_else(|| format!("use one of: {}", names.join(", ")));
                    let meant = $crate::nearest::certain(words, names);
                    let fix = meant.map(|meant| (words.to_string(), meant.to_owned()));
                    let message = format!("\"{words}\" is not one of its values");
                    Some($crate::fields::Refused { fix, ..$crate::fields::Refused::new(message, help) })
                })
            }
        }
    };
}
pub(crate) use names;
