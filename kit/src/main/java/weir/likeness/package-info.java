/// By what one message is known again in another one, whatever their sender changed in between: the
/// template of its text, and the sites that it links to.
///
/// Reads what a reader would see, however it was encoded, within bounds of octets, characters,
/// words and links. Never judges: that two messages are alike is no harm, newsletters are.
@NullMarked
package weir.likeness;

import org.jspecify.annotations.NullMarked;
