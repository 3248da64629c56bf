package weir.app;

import org.jspecify.annotations.Nullable;

/// SIGHUP, the signal to read the configuration again, from the first moment of the server on.
///
/// It may come while the server still starts, from whoever has just written a new file, and what
/// Java does by itself at this signal is to end. What comes too early is kept and done when
/// somebody listens: the start may have read the former file.
public final class Hangup {
  private boolean early;
  private @Nullable Runnable listener;

  /// Takes the signal from Java.
  public void hear() {
    Signals.on("HUP", this::come);
  }

  public void come() {
    Runnable told;
    synchronized (this) {
      told = listener;
      early |= told == null;
    }
    if (told != null) {
      told.run();
    }
  }

  /// @param told is run at every signal from now on, on the thread of that signal, and at once on a
  ///   thread of its own if there was an early one, however many there were
  public void listen(Runnable told) {
    boolean due;
    synchronized (this) {
      listener = told;
      due = early;
      early = false;
    }
    if (due) {
      Thread.ofPlatform().name("early-HUP").start(told);
    }
  }
}
