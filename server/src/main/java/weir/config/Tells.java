package weir.config;

import java.util.List;

/// A table of settings that tells people outside values which [Told] cannot: those that hold only
/// where another setting says so, or mean nothing without it.
public interface Tells {
  List<ToldValue> told();
}
