package weir.report;

/// The message speaks of no other one, as far as anybody can tell: somebody has to read it.
public record NoReport() implements Report {}
