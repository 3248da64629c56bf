package weir.report;

/// A program answered in place of its owner: vacation, challenge, ticket number (RFC 3834). It says
/// nothing about delivery.
///
/// @param sender whose program it is, as From has it; empty where there is none
public record AutomaticReply(String sender) implements Report {}
