/// The settings of who may hand mail to a host's sendmail, and how much: what `weir submissions`
/// reads, and what it gives to [weir.agent.submission].
@NullMarked
package weir.submissions;

import org.jspecify.annotations.NullMarked;
