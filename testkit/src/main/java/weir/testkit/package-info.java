/// What tests of every module need to stand in for the world: servers and clients that record what
/// they were told and misbehave on order.
///
/// Nothing here is ever part of the running product, judges a message, or starts another program.
@NullMarked
package weir.testkit;

import org.jspecify.annotations.NullMarked;
