cmake_minimum_required(VERSION 3.25)

# Copies Qt, its plugins and all libraries that they need beside the installed program, with the notice of each; but not
# glibc and the compiler's own libraries, which have to be those of the machine. The program finds them by its RPATH.
set(prefix $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX})
set(wanted
    platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqwayland-generic.so
    platforminputcontexts/libcomposeplatforminputcontextplugin.so
    platforminputcontexts/libibusplatforminputcontextplugin.so
    platformthemes/libqxdgdesktopportal.so
    wayland-decoration-client/libbradient.so wayland-shell-integration/libxdg-shell.so
    sqldrivers/libqsqlite.so sqldrivers/libqsqlpsql.so sqldrivers/libqsqlmysql.so)
set(needed platforms/libqxcb.so platforms/libqoffscreen.so sqldrivers/libqsqlite.so)
set(modules "")
set(copied "")
foreach(plugin IN LISTS wanted)
    if(EXISTS ${plugins}/${plugin})
        cmake_path(GET plugin PARENT_PATH folder)
        file(INSTALL ${plugins}/${plugin} DESTINATION ${prefix}/plugins/${folder})
        list(APPEND modules ${prefix}/plugins/${plugin})
        list(APPEND copied ${plugins}/${plugin})
    elseif(plugin IN_LIST needed)
        message(FATAL_ERROR "The plugin ${plugin} of Qt is not in ${plugins}. Install it, and make the archive again.")
    else()
        message(STATUS "Left out, because it is not in ${plugins}: ${plugin}")
    endif()
endforeach()

file(GET_RUNTIME_DEPENDENCIES
    EXECUTABLES ${prefix}/bin/interleave
    MODULES ${modules}
    RESOLVED_DEPENDENCIES_VAR libraries
    UNRESOLVED_DEPENDENCIES_VAR missing
    POST_EXCLUDE_REGEXES
        "/ld-linux[^/]*$"
        "/lib(c|m|dl|rt|pthread|resolv|util|nss_[a-z]+|anl)\\.so\\.[0-9]+$"
        "/lib(stdc\\+\\+|gcc_s)\\.so\\.[0-9]+$")
if(missing)
    message(FATAL_ERROR "These libraries are needed and were not found: ${missing}")
endif()
foreach(library IN LISTS libraries)
    file(INSTALL ${library} DESTINATION ${prefix}/lib FOLLOW_SYMLINK_CHAIN)
endforeach()
file(WRITE ${prefix}/bin/qt.conf "[Paths]\nPrefix = ..\nPlugins = plugins\n")

# The notice of each package that something was copied from, and the licences that they name.
find_program(dpkg_query dpkg-query REQUIRED)
set(packages "")
foreach(file IN LISTS copied libraries)
    file(REAL_PATH ${file} real)
    # Packages may name it by /lib, which is a link to /usr/lib.
    string(REGEX REPLACE "^/usr/lib/" "/lib/" short ${real})
    execute_process(COMMAND ${dpkg_query} --search ${real} ${short} OUTPUT_VARIABLE said ERROR_QUIET)
    if(NOT said MATCHES "^([^:,\n]+)")
        message(FATAL_ERROR "${real} is of no Debian package, so that its licence is not known.")
    endif()
    list(APPEND packages ${CMAKE_MATCH_1})
endforeach()
list(REMOVE_DUPLICATES packages)
foreach(package IN LISTS packages)
    file(INSTALL /usr/share/doc/${package}/copyright DESTINATION ${prefix}/${docs}/libraries RENAME ${package}.txt
        FOLLOW_SYMLINK_CHAIN)
endforeach()
foreach(licence GPL-1 GPL-2 GPL-3 LGPL-2 LGPL-2.1 LGPL-3 Apache-2.0 Artistic MPL-1.1)
    if(EXISTS /usr/share/common-licenses/${licence})
        file(INSTALL /usr/share/common-licenses/${licence} DESTINATION ${prefix}/${docs})
    endif()
endforeach()
list(LENGTH libraries count)
message(STATUS "${count} libraries are in the archive")
