/// The C library, for the few things that the JDK has no door for. Whoever needs a further call
/// adds it to [weir.libc.Libc]; nobody else binds native code.
///
/// It keeps nothing and knows no purpose: what a call is good for, its users say.
@NullMarked
package weir.libc;

import org.jspecify.annotations.NullMarked;
