@NullMarked
package weir.smtp;

import org.jspecify.annotations.NullMarked;
