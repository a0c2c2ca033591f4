//! Spanish: words that say nothing by themselves, and what frightened people call things.

use super::tongue::Echo;

/// Sorted, so that they can be looked up; without accents, as words are folded before.
pub(super) const QUIET: &[&str] = &[
    "a", "al", "alguien", "ante", "aqui", "asi", "aun", "como", "con", "cual", "cuando", "de", "del", "desde", "donde",
    "e", "el", "ella", "ellas", "ellos", "en", "entre", "es", "esa", "ese", "eso", "esta", "estan", "estar", "este",
    "esto", "estoy", "fue", "ha", "hace", "hacer", "hago", "han", "hasta", "hay", "la", "las", "le", "les", "lo",
    "los", "mas", "me", "mi", "mis", "muy", "necesito", "nos", "o", "para", "pero", "por", "porque", "puede", "puedo",
    "que", "quien", "quiero", "se", "ser", "si", "sin", "sobre", "son", "soy", "su", "sus", "tambien", "te", "tengo",
    "tiene", "tu", "u", "un", "una", "unas", "uno", "unos", "usted", "va", "voy", "y", "ya", "yo",
];

const fn echo(meant: &'static str, said: &'static str) -> Echo {
    Echo { meant, said }
}

/// Words of titles or names of actions, and what people type for them.
pub(super) const ECHOES: &[Echo] = &[
    echo(
        "lockdown",
        "tirador, tiroteo, balacera, balazos, disparos, pistola, arma, armado, intruso, atacante, cuchillo",
    ),
    echo("lockdown", "escondernos, esconderse, cerrar con llave, encierro, hombre armado"),
    echo("secure", "policía cerca, peligro afuera, cerrar las puertas, puertas cerradas, peligro en el barrio"),
    echo("hold", "no salir del salón, quedarse en el salón, pasillos, pelea en el pasillo"),
    echo("evacuate", "salir, salida, desalojar, simulacro de incendio, todos afuera"),
    echo("shelter", "tornado, tormenta, sirena, huracán, viento, rayos, truenos, granizo, sótano"),
    echo("reverse evacuation", "recreo, patio, perro, animal suelto, entrar"),
    echo("reunify", "recoger a mi hijo, recoger a mi hija, dónde está mi hijo, ir por mi hijo, padres, papás, tutores"),
    echo(
        "reunificación",
        "recoger a mi hijo, recoger a mi hija, dónde está mi hijo, ir por mi hijo, padres, reencuentro",
    ),
    echo("medical", "herido, herida, sangre, sangrado, convulsión, desmayo, inconsciente, no respira, golpe"),
    echo(
        "medical",
        "ahogo, atragantado, infarto, ataque al corazón, rcp, dea, desfibrilador, ambulancia, primeros auxilios, sobredosis",
    ),
    echo("incendio", "humo, fuego, quemado, llamas, alarma, bomberos"),
    echo("terremoto", "temblor, sismo, réplica, tiembla"),
    echo("calidad aire", "humo, neblina, asma, contaminación, no puede respirar"),
    echo("salida temprana", "cierra temprano, día de nieve, cancelado, mandar a casa"),
    echo("familias", "padres, mamá, papá, madre, padre, tutor"),
    echo("preocupa alguien", "amenaza, acoso, aviso anónimo, denunciar, bullying"),
    echo("dio miedo", "pesadillas, ansiedad, asustado, asustada, trauma, hablar con mi hijo"),
    echo("accesibilidad", "discapacidad, silla de ruedas, sordo, ciego, educación especial"),
    echo("simulacros", "práctica, ejercicio, ensayo"),
    echo("teléfonos", "números, a quién llamar, contactos, directorio"),
];

/// What a place is for, and what people type who look for it.
pub(super) const PLACES: &[Echo] = &[
    echo("assembly", "lugar de reunión, punto de reunión, dónde nos reunimos, adónde vamos"),
    echo("shelter", "refugio, sótano, dónde nos refugiamos"),
    echo("medical", "primeros auxilios, enfermería"),
    echo("transport", "autobuses, camiones, parada"),
    echo("quiet", "cuarto tranquilo, calma"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_words_are_sorted() {
        assert!(QUIET.is_sorted());
    }
}
