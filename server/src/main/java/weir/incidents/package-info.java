/// The file of incidents: what rules have seen, and what people did about it.
@NullMarked
package weir.incidents;

import org.jspecify.annotations.NullMarked;
