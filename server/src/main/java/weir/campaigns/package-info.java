/// Which incidents are the doing of one: looked up from what their accounts sent. Writes nothing.
@NullMarked
package weir.campaigns;

import org.jspecify.annotations.NullMarked;
