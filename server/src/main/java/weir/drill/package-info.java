/// A made-up customer whose account is compromised, played against a gateway of its own, to see
/// when the rules see it and how much has left by then: `weir drill`.
@NullMarked
package weir.drill;

import org.jspecify.annotations.NullMarked;
