/// Lists that administrators keep in files: addresses, domains, names and patterns, one a line.
///
/// Exists so that a list of a million addresses or of a hundred thousand patterns costs no more to
/// ask than a short one, and so that every list is written and read alike, whatever check asks it.
/// [ListFile#read] gives an [EntryList] or every mistake with file and line; [EntryList#find] gives
/// the lines that match, the last one first, for [EntryList.Match] to say what it means.
///
/// A list never changes: a reload reads a new one. It never asks the DNS, and knows no client: what
/// a line demands of the client, its [Demand], is for the check to see to.
@NullMarked
package weir.listfile;

import org.jspecify.annotations.NullMarked;
