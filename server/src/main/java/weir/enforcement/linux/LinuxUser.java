package weir.enforcement.linux;

/// A user as the system has it now.
///
/// @param lock of its password
/// @param expiry the date as days since 1970; empty for none
record LinuxUser(String name, long uid, Former.Lock lock, String expiry) {
  /// The second day of all, as usermod(8) advises for an account that is to be shut: of the first
  /// one, 0, shadow(5) says that some programs take it for no date.
  static final String EXPIRED = "1";

  /// A lock or date that is as we put it, and was not so before.
  boolean isLockedSince(Former former) {
    return lock == Former.Lock.LOCKED && former.lock() != Former.Lock.LOCKED;
  }

  boolean isExpiredSince(Former former) {
    return expiry.equals(EXPIRED) && !former.expiry().equals(EXPIRED);
  }
}
