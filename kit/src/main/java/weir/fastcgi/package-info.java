/// FastCGI 1.0, as far as one question to an application needs it: the records of a request without
/// a body, and what comes back.
@NullMarked
package weir.fastcgi;

import org.jspecify.annotations.NullMarked;
