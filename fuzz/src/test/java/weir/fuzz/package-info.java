/// What fuzz targets share. The targets themselves lie in the packages of what they fuzz.
@NullMarked
package weir.fuzz;

import org.jspecify.annotations.NullMarked;
