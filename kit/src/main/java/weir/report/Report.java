package weir.report;

/// What a message says about another one.
public sealed interface Report permits Complaint, Bounce, AutomaticReply, NoReport {}
