/// What agents on the provider's hosts and the server say to each other: reports upwards, orders
/// downwards. An agent obeys orders of a few kinds only, and within bounds that its host's own file
/// sets, so that who has taken the server has not taken every web server.
@NullMarked
package weir.uplink;

import org.jspecify.annotations.NullMarked;
