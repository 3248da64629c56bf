/// `weir notices`: what people are told.
@NullMarked
package weir.cli.notices;

import org.jspecify.annotations.NullMarked;
