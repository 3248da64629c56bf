/// Signs of the mail servers themselves: what is usual of each, and when one is much worse. A
/// customer who sends spam shows there, too, whether or not anybody counts him.
@NullMarked
package weir.vitals;

import org.jspecify.annotations.NullMarked;
