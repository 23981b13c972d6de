package io.tripline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lives in which package, and what never does: the layout of the house as rules that the byte
 * code is held to.
 *
 * <p>The rules are made for a root package, so that they can be tried on a house that breaks every
 * one of them.
 */
public final class HouseRules {

  /** Every package below the root, and which others it may know. */
  private static final Map<String, List<String>> MAY_KNOW =
      new TreeMap<>(
          Map.ofEntries(
              entry("schemas", List.of()),
              entry("ledger", List.of()),
              entry("plan", List.of("ledger")),
              entry("pipeline", List.of("ledger")),
              entry("intake", List.of("ledger", "plan", "pipeline", "schemas")),
              entry("outlet", List.of("ledger", "plan", "pipeline", "schemas")),
              entry("replay", List.of("ledger", "plan", "pipeline", "outlet", "schemas")),
              entry(
                  "kafka",
                  List.of("ledger", "plan", "pipeline", "intake", "outlet", "replay", "schemas")),
              entry("notify", List.of("ledger", "plan", "kafka", "schemas")),
              entry(
                  "history",
                  List.of("ledger", "plan", "pipeline", "intake", "outlet", "replay", "schemas")),
              entry(
                  "backtest",
                  List.of(
                      "ledger",
                      "plan",
                      "pipeline",
                      "intake",
                      "outlet",
                      "replay",
                      "schemas",
                      "kafka",
                      "history")),
              entry(
                  "plantest", List.of("ledger", "plan", "pipeline", "intake", "outlet", "schemas")),
              entry(
                  "cli",
                  List.of(
                      "ledger",
                      "plan",
                      "pipeline",
                      "intake",
                      "outlet",
                      "replay",
                      "schemas",
                      "kafka",
                      "notify",
                      "history",
                      "backtest",
                      "plantest")),
              entry(
                  "local",
                  List.of(
                      "ledger",
                      "plan",
                      "pipeline",
                      "intake",
                      "outlet",
                      "replay",
                      "schemas",
                      "kafka",
                      "notify",
                      "history",
                      "backtest",
                      "plantest",
                      "cli"))));

  /** All of the JDK that a computation needs which is nothing but a function of its arguments. */
  private static final String[] PURE_JAVA = {
    "java.lang..",
    "java.math",
    "java.nio",
    "java.nio.charset",
    "java.security",
    "java.text",
    "java.time..",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream"
  };

  private static final String[] FLINK = {"org.apache.flink.."};
  private static final String[] KAFKA = {
    "org.apache.kafka..",
    "org.apache.flink.connector.kafka..",
    "org.apache.flink.streaming.connectors.kafka.."
  };
  private static final DescribedPredicate<JavaClass> FILES =
      resideInAnyPackage("java.nio.file..", "java.nio.channels..", "org.apache.flink.core.fs..")
          .or(nameMatching("java\\.io\\.(File.*|RandomAccessFile)").forSubtype())
          .as("files");
  private static final DescribedPredicate<JavaClass> RANDOMNESS =
      assignableTo(java.util.random.RandomGenerator.class)
          .or(resideInAPackage("java.util.random"))
          .as("randomness");

  private HouseRules() {}

  /**
   * All rules.
   *
   * @param root the package that the house stands in, such as {@code io.tripline}
   */
  public static List<ArchRule> all(String root) {
    List<ArchRule> rules = new ArrayList<>(purity(root));
    rules.addAll(rooms(root));
    rules.addAll(style(root));
    return List.copyOf(rules);
  }

  /** Every class of Tripline on the class path, tests apart. */
  public static JavaClasses house() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages("io.tripline");
  }

  private static List<ArchRule> purity(String root) {
    String ledger = root + ".ledger..";
    return List.of(
        classes()
            .that()
            .resideInAPackage(ledger)
            .should()
            .onlyDependOnClassesThat(arePureOrIn(ledger))
            .as(
                "The ledger knows itself and plain Java only: no Flink, Kafka, Avro, files,"
                    + " threads"),
        noClasses()
            .that()
            .resideInAnyPackage(ledger, root + ".plan..", root + ".pipeline..")
            .should()
            .accessTargetWhere(asksTheMachine())
            .as("Ledger, plan and pipeline ask no clock, zone, locale or variable of the machine"),
        noClasses()
            .that()
            .resideInAnyPackage(ledger, root + ".plan..", root + ".pipeline..")
            .should()
            .dependOnClassesThat(RANDOMNESS)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .as("Ledger, plan and pipeline throw no dice"),
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ledger)
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .as("The ledger keeps exact numbers: no double, no float"));
  }

  private static List<ArchRule> rooms(String root) {
    List<ArchRule> rules = new ArrayList<>();
    MAY_KNOW.keySet().stream()
        .filter(room -> !strangersOf(room).isEmpty())
        .forEach(room -> rules.add(knowsNoStranger(root, room)));
    rules.add(
        classes()
            .that()
            .resideInAPackage(root + "..")
            .should()
            .resideInAnyPackage(roomsOf(root, MAY_KNOW.keySet()))
            .as("Every class lives in a package that these rules know"));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(root + ".schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(both(FLINK, KAFKA))
            .as("The contract can be used without Flink and Kafka"));
    rules.add(
        noClasses()
            .that()
            .resideInAnyPackage(
                root + ".pipeline..", root + ".plan..", root + ".intake..", root + ".outlet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA)
            .as("The pipeline does not know Kafka"));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(root + ".pipeline..")
            .should()
            .dependOnClassesThat(FILES)
            .as("The pipeline does not know files"));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage(root + ".plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLINK)
            .as("Plans are read without Flink")
            .allowEmptyShould(true));
    rules.add(
        slices()
            .matching(root + ".(**)")
            .should()
            .beFreeOfCycles()
            // That a plan was published is a fact; what a plan is made of are kinds of facts.
            .ignoreDependency(
                nameEndingWith(".fact.PlanPublished"), resideInAPackage(root + ".ledger.plan"))
            .as("No two packages know each other, by whatever way round"));
    return rules;
  }

  private static List<ArchRule> style(String root) {
    return List.of(
        fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(root + "..")
            .should()
            .beFinal()
            .as("No static field changes"),
        noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(root + "..")
            .should()
            .haveRawType(mutable())
            .as("No static field holds what changes"),
        noClasses()
            .that()
            .resideInAPackage(root + "..")
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .as("No class is named Manager, Helper or Util: the name says what it does"),
        noClasses()
            .that()
            .resideInAPackage(root + "..")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .as("Nobody waits by the clock"),
        noClasses()
            .that()
            .resideOutsideOfPackages(root + ".cli..", root + ".local..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .as("Only the command line prints"));
  }

  private static ArchRule knowsNoStranger(String root, String room) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(roomsOf(root, strangersOf(room)))
        .as("Of its neighbours, package " + room + " knows only " + MAY_KNOW.get(room))
        .allowEmptyShould(true);
  }

  private static List<String> strangersOf(String room) {
    return MAY_KNOW.keySet().stream()
        .filter(other -> !other.equals(room) && !MAY_KNOW.get(room).contains(other))
        .toList();
  }

  private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
    return describe(
        "a clock, zone, locale or variable of the machine",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getTarget().getName();
          return switch (owner) {
            case "java.lang.System" ->
                List.of("currentTimeMillis", "nanoTime", "getenv", "getProperty").contains(name);
            case "java.time.ZoneId" -> name.equals("systemDefault");
            case "java.util.TimeZone", "java.util.Locale" -> name.equals("getDefault");
            case "java.util.Date", "java.util.GregorianCalendar" -> name.equals("<init>");
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            default -> owner.startsWith("java.time.") && name.equals("now");
          };
        });
  }

  private static DescribedPredicate<JavaClass> mutable() {
    return describe(
        "a class made to be changed",
        type ->
            (type.isAssignableTo(Collection.class) && !type.isInterface())
                || (type.isAssignableTo(Map.class) && !type.isInterface())
                || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo(Appendable.class)
                || type.getPackageName().equals("java.util.concurrent.atomic"));
  }

  private static DescribedPredicate<JavaClass> arePureOrIn(String room) {
    DescribedPredicate<JavaClass> elements =
        resideInAPackage(room)
            .or(resideInAnyPackage(PURE_JAVA))
            .or(type(Serializable.class))
            .or(describe("primitive", JavaClass::isPrimitive));
    return describe("plain Java", type -> elements.test(type.getBaseComponentType()));
  }

  private static String[] roomsOf(String root, Collection<String> rooms) {
    return rooms.stream().map(room -> root + "." + room + "..").toArray(String[]::new);
  }

  private static String[] both(String[] some, String[] others) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new);
  }
}
