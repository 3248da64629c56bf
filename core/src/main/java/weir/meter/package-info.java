/// What each sender sends, over sliding windows: messages, recipients, failures, how many different
/// recipients, networks, senders and subjects; and what is usual for it.
///
/// What is counted, and where:
///
/// - Only what somebody here authored counts; what is forwarded, a list's, a bounce, an automatic
///   reply or the system's own is nobody's sending.
/// - A message counts once, when it came to us first, for every one of its keys: its login or
///   script, its domain, its account, its reseller and its host. Copies that servers make of it
///   later count nowhere.
/// - Its recipients are those of its envelope there: before aliases, forwards and lists make more
///   of them. The same address in two messages is two recipients and one different recipient.
/// - What became of a recipient counts once for each recipient, by the first word that is final
///   (taken, refused for good) there; each attempt that is to be made again is a deferral.
/// - What was refused at our door has not been sent and counts nowhere.
///
/// Nothing here looks at a clock or a disk: the time of each call is a parameter. [Meters] has a
/// bound; at the bound the key that has been quiet for the longest goes, and is counted.
@NullMarked
package weir.meter;

import org.jspecify.annotations.NullMarked;
