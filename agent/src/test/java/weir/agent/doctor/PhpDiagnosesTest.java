package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhpDiagnosesTest {
  private static final String POOL =
      """
      ; of %1$s
      [%1$s]
      user = %2$s
      listen = /run/php/%1$s.sock
      """;

  private static RecordedMachine debian() {
    return new RecordedMachine()
        .has(
            "/etc/php/8.2/fpm/php.ini",
            "[mail function]\n;sendmail_path =\nmail.add_x_header = Off\n")
        .has("/etc/php/8.2/fpm/conf.d/10-opcache.ini", "zend_extension=opcache.so\n")
        .has("/etc/php/8.2/fpm/pool.d/shop.conf", POOL.formatted("shop", "u2001"))
        .has("/etc/php/8.2/fpm/pool.d/blog.conf", POOL.formatted("blog", "u2002"));
  }

  @Test
  void shippedSettingsDoNotNameTheScript() {
    Found found = Found.of(debian(), "PHP");
    assertThat(found.needs()).containsExactly("mail does not name the script that sent it");
    assertThat(found.lines()).containsExactly("mail.add_x_header = On", "mail.log = syslog");
    assertThat(found.wanting().getFirst().where()).isEqualTo("/etc/php/8.2/fpm/conf.d/99-weir.ini");
  }

  @Test
  void theLinesAddedGiveACleanBill() {
    RecordedMachine machine = debian();
    String lines = String.join("\n", Found.of(machine, "PHP").lines());
    machine.has("/etc/php/8.2/fpm/conf.d/99-weir.ini", lines);
    assertThat(Found.of(machine, "PHP").of().diagnoses())
        .allMatch(Diagnosis.Sound.class::isInstance);
  }

  @Test
  void aPoolThatTurnsTheHeaderOffIsFound() {
    RecordedMachine machine =
        debian()
            .has("/etc/php/8.2/fpm/conf.d/99-weir.ini", "mail.add_x_header = 1\nmail.log = syslog")
            .has(
                "/etc/php/8.2/fpm/pool.d/blog.conf",
                POOL.formatted("blog", "u2002") + "php_admin_flag[mail.add_x_header] = off\n");
    assertThat(Found.of(machine, "PHP").needs())
        .containsExactly("mail does not name the script that sent it");
  }

  @Test
  void poolsOfOneUserCannotBeToldApart() {
    RecordedMachine machine =
        debian().has("/etc/php/8.2/fpm/pool.d/blog.conf", POOL.formatted("blog", "u2001"));
    assertThat(Found.of(machine, "PHP").needs()).contains("2 pools run as u2001: blog, shop");
  }

  @Test
  void withinApacheAllSitesAreOneUser() {
    RecordedMachine machine =
        new RecordedMachine()
            .has("/etc/php/8.2/apache2/php.ini", "mail.add_x_header = On\nmail.log = syslog\n");
    assertThat(Found.of(machine, "PHP").needs()).isEmpty();
    machine.has("/etc/apache2/mods-enabled/php8.2.load", "LoadModule php_module x.so\n");
    assertThat(Found.of(machine, "PHP").needs())
        .containsExactly("PHP runs within Apache, as Apache's user for all sites");
  }

  @Test
  void aProgramThatMaySpeakSmtpIsNotTakenForSendmail() {
    RecordedMachine machine =
        debian()
            .has("/etc/php/8.2/fpm/conf.d/20-mail.ini", "sendmail_path = \"/usr/bin/msmtp -t\"");
    assertThat(Found.of(machine, "PHP").of().diagnoses())
        .filteredOn(Diagnosis.Unclear.class::isInstance)
        .singleElement()
        .asString()
        .contains("/usr/bin/msmtp");
  }

  @Test
  void aFileThatMayNotBeReadIsSaid() {
    RecordedMachine machine =
        debian().keeps("/etc/php/8.2/fpm/pool.d/blog.conf", "only root may read blog.conf");
    assertThat(Found.of(machine, "PHP").of().isUnclear()).isTrue();
  }

  @Test
  void sectionsOfOneHostHoldForNothingElse() {
    RecordedMachine machine =
        new RecordedMachine().has("/etc/php.ini", "[HOST=shop.example]\nmail.add_x_header = On\n");
    assertThat(Found.of(machine, "PHP").lines()).contains("mail.add_x_header = On");
  }
}
