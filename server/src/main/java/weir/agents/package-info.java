/// The server's end of the link to agents: who is invited and who is one, what they tell, what they
/// are ordered. The key that signs orders is here and nowhere else.
///
/// [Agents] runs an [AgentDoor], which every agent asks over HTTPS. What comes in [ReportIntake]
/// makes observations and alarms of, once for each; what goes out waits at the [OrderDesk] for its
/// answer. The [AgentStore] keeps who is an agent, in a file that commands read without the server.
///
/// What an agent says is believed of its own host only.
@NullMarked
package weir.agents;

import org.jspecify.annotations.NullMarked;
