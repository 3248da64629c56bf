package weir.settings;

import java.nio.file.Path;
import weir.config.Positions;

/// Settings that were read without a mistake, and where each stands.
///
/// @param text the whole file, from which the policy's version is derived
public record Configuration(Settings settings, Positions positions, String text, Path file) {}
