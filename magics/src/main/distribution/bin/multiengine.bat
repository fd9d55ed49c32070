@echo off
rem Runs the command multiengine with the Java of JAVA_HOME, or of the path. JAVA_OPTS holds options for its JVM.
rem It does what the script multiengine does on other systems.
setlocal

set main=org.multiengine.magics.launcher.Launcher
set options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC
set oldest=17

set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

set "version="
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do set "version=%%~v"
if not defined version (
  echo multiengine: there is no Java at '%java%'; install a JDK, %oldest% or newer, or set JAVA_HOME to one 1>&2
  exit /b 1
)
for /f "delims=.-+" %%v in ("%version%") do set "feature=%%v"
if %feature% lss %oldest% (
  echo multiengine: needs Java %oldest% or newer; '%java%' is %version%, set JAVA_HOME to a JDK that fits 1>&2
  exit /b 1
)

rem Newer JVMs warn of an access that the object serializer makes on purpose, and of the terminal's native code.
set "allow="
if %feature% geq 23 set "allow=--sun-misc-unsafe-memory-access=allow"
if %feature% geq 24 set "allow=%allow% --enable-native-access=ALL-UNNAMED"

rem "multiengine archive" writes what this Java makes of the classes; with it all starts are faster.
set "place=%MULTIENGINE_HOME%"
if not defined place set "place=%USERPROFILE%\.multiengine"
set "archive=%place%\cache\classes-%version%.jsa"
set "shared="
if exist "%archive%" set shared="-XX:SharedArchiveFile=%archive%" -Xlog:disable "-Xlog:all=error,cds*=off:stderr"

"%java%" %options% %allow% %JAVA_OPTS% %shared% "-Dconfig.file=%home%\conf\application.conf" "-Dmultiengine.archive=%archive%" -cp "%home%\lib\*" %main% %*
exit /b %errorlevel%
