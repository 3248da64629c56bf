/// `weir config`: checks a configuration, and prints what there is to be set: an example, the
/// reference, the schema.
@NullMarked
package weir.cli.config;

import org.jspecify.annotations.NullMarked;
