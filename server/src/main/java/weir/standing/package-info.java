/// How near an account is to what rules take for harm: what its meters show, what is usual, who is
/// exempted, and what would follow. Looks only.
@NullMarked
package weir.standing;

import org.jspecify.annotations.NullMarked;
