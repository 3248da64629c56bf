package weir.enforcement;

/// How far a response is carried out at a place where that takes more than one step.
enum Stage {
  /// Its line is there; what follows from it may be missing.
  BEGUN,
  /// All of it is done.
  DONE,
  /// It has no effect any more; what followed from it may still be there.
  LIFTED;

  String word() {
    return switch (this) {
      case BEGUN -> "begun";
      case DONE -> "done";
      case LIFTED -> "lifted";
    };
  }
}
