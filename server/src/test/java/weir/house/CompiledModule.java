package weir.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The classes of one module as the compiler left them.
///
/// @param name the module's folder
/// @param packages every package with a class, without its `weir.`
/// @param uses every use of a package of ours by another, whatever its module
record CompiledModule(String name, Set<String> packages, List<Arrow> uses) {

  /// A class of ours within a descriptor or a generic signature.
  private static final Pattern OURS = Pattern.compile("Lweir/((?:[a-z0-9_]+/)+)[A-Za-z]");

  static CompiledModule read(Path root, String name) throws IOException {
    Path classes = root.resolve(name).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(classes + " is not there: compile every module first");
    }
    try (Stream<Path> files = Files.walk(classes)) {
      List<ClassModel> models =
          files.filter(f -> f.toString().endsWith(".class")).map(CompiledModule::parse).toList();
      Set<String> packages = new TreeSet<>();
      models.forEach(model -> packages.add(packageOf(model.thisClass().asInternalName())));
      return new CompiledModule(
          name, packages, models.stream().flatMap(CompiledModule::uses).distinct().toList());
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Arrow> uses(ClassModel model) {
    String name = model.thisClass().asInternalName();
    String from = packageOf(name);
    return StreamSupport.stream(model.constantPool().spliterator(), false)
        .flatMap(CompiledModule::packagesIn)
        .filter(to -> !to.equals(from))
        .distinct()
        .map(to -> new Arrow(from, to, name.replace('/', '.')));
  }

  private static Stream<String> packagesIn(PoolEntry entry) {
    return switch (entry) {
      case ClassEntry c when c.asInternalName().startsWith("weir/") ->
          Stream.of(packageOf(c.asInternalName()));
      case Utf8Entry text ->
          OURS.matcher(text.stringValue()).results().map(m -> packageOf("weir/" + m.group(1)));
      default -> Stream.empty();
    };
  }

  private static String packageOf(String internalName) {
    String folder = internalName.substring(0, internalName.lastIndexOf('/'));
    return folder.substring(folder.indexOf('/') + 1).replace('/', '.');
  }
}
