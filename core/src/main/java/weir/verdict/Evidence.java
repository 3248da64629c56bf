package weir.verdict;

/// One thing that was seen, such as a DNS answer: the question and the answer as received.
public record Evidence(String name, String value) {}
