/// What is known of the DNS lists that checks ask: what each costs and finds, and whether it is in
/// good health.
///
/// Checks take the [ListRecord] of each zone from [Lists], count there what they hear, and leave
/// out a zone that is [out][ListRecord#out]. [ListWatch] tests the zones over and over and is the
/// only one that takes them out and back in. For each block list it keeps in state a [Sample] of
/// clients long good, which must not be on it; checks write down their [GoodDays]. [Catalogue]
/// tells what is known of public lists.
///
/// Never decides about mail, and never enables a list that the configuration does not name.
@NullMarked
package weir.lists;

import org.jspecify.annotations.NullMarked;
