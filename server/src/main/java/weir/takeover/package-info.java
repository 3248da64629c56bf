/// Lets a new process take the place of the running one without a connection being refused.
///
/// The running server listens at `handover.sock` in its folder ([weir.takeover.TakeoverSocket]);
/// `weir serve --take-over` connects to it ([weir.takeover.Predecessor]) and both keep this order:
///
/// 1. OFFER: the running one passes copies of its listening descriptors and of the folder's lock.
/// 2. READY: the new one has read its configuration, built everything and bound what was not
///    passed.
/// 3. YOURS: the running one has written its durable state, synced and closed the file. What its
///    sessions change from here on it sends as CHANGES.
/// 4. LOADED: the new one has read the state and writes it from here on.
/// 5. GO: the running one stops accepting. Its copies are closed without a shutdown, so what waits
///    in the queues is accepted by the new one.
///
/// Before GO, whatever goes wrong or takes too long changes nothing: the running one takes its
/// state back and says why. After it, the old one lets its sessions go on, and the end of the
/// connection tells the new one that it is alone.
///
/// Also here, since it is of the same kind: the folder's lock ([weir.takeover.FolderLock]), and
/// what is said to systemd ([weir.takeover.Systemd]). Linux only. It knows nothing of mail, of
/// settings, or of what a state is.
@NullMarked
package weir.takeover;

import org.jspecify.annotations.NullMarked;
