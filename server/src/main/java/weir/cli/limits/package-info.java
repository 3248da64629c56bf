/// `weir limits`: files of rules that look for harm, read and shown. No server is needed.
@NullMarked
package weir.cli.limits;

import org.jspecify.annotations.NullMarked;
