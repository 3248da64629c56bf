/// The server's end of the link to agents: who is invited and who is one, what they tell, what they
/// are ordered. The key that signs orders is here and nowhere else.
@NullMarked
package weir.agents;

import org.jspecify.annotations.NullMarked;
