/// The files that customers' processes run: read as evidence, taken out of use and given back. All
/// of it is done as root in folders that belong to customers, so no link is ever followed.
@NullMarked
package weir.agent.script;

import org.jspecify.annotations.NullMarked;
