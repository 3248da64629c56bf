package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.UserClass.Kind;
import weir.agent.process.MadeProc;
import weir.agent.process.UserNames;

final class UserClassesTest {
  @TempDir private Path folder;

  @Test
  void usersAreToldByTheirNumbersNamesAndByWhatRunsAsThem() throws IOException {
    MadeProc proc = new MadeProc(Files.createDirectory(folder.resolve("proc")));
    proc.with(50, 1, 2009, "/usr/sbin/exim4", "/", "exim4", "-bd");
    Path passwd =
        Files.writeString(
            folder.resolve("passwd"),
            "root:x:0:0::/:/bin/sh\npostfix:x:105:113::/:/bin/false\nmonit:x:112:113::/:/bin/false\n"
                + "shop:x:2001:2001::/home/shop:/bin/sh\nmta:x:2009:2009::/:/bin/sh\n"
                + "nobody:x:65534:65534::/:/bin/false\n");
    UserClasses classes = new UserClasses(proc.processes(), UserNames.read(passwd));
    assertThat(classes.of(0).kind()).isEqualTo(Kind.ROOT);
    assertThat(classes.of(105).kind()).isEqualTo(Kind.MAIL_SERVER);
    assertThat(classes.of(112).kind()).isEqualTo(Kind.SYSTEM);
    assertThat(classes.of(2001).kind()).isEqualTo(Kind.CUSTOMER);
    assertThat(classes.of(2009))
        .isEqualTo(new UserClass(Kind.MAIL_SERVER, "Exim runs as this user now"));
    assertThat(classes.of(2010).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(classes.of(65534).kind()).isEqualTo(Kind.SHARED);
  }
}
