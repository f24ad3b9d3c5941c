# CPack: with INTERLEAVE_PACKAGE=deb a package for the Debian that it is built on, with tarball an archive that brings its
# own Qt. The presets of the same names set it.
set(INTERLEAVE_PACKAGE "" CACHE STRING "What CPack makes: deb, tarball, or nothing")
set_property(CACHE INTERLEAVE_PACKAGE PROPERTY STRINGS "" deb tarball)
if(NOT INTERLEAVE_PACKAGE)
    return()
endif()

target_link_options(interleave PRIVATE -Wl,-z,relro,-z,now -Wl,--as-needed)
set(CPACK_PACKAGE_NAME interleave)
set(CPACK_PACKAGE_VENDOR "The Interleave maintainers")
set(CPACK_PACKAGE_CONTACT "The Interleave maintainers <maintainers@interleave.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "see how concurrent API updates overwrite each other")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

if(INTERLEAVE_PACKAGE STREQUAL "deb")
    cmake_host_system_information(RESULT debian QUERY DISTRIB_VERSION_ID)
    set(revision 1+deb${debian})
    set(CPACK_GENERATOR DEB)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_RELEASE ${revision})
    set(CPACK_DEBIAN_PACKAGE_SECTION education)
    set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    # Qt loads its SQLite driver, which dpkg-shlibdeps does not see.
    set(CPACK_DEBIAN_PACKAGE_DEPENDS libqt6sql6-sqlite)
    # Engines whose isolation levels can be run as well.
    set(CPACK_DEBIAN_PACKAGE_SUGGESTS
        "curl, libqt6sql6-mysql, libqt6sql6-psql, mariadb-client-core, mariadb-server-core, postgresql, qt6-wayland")
    set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Two clients edit one record, and whoever saves second either wipes out the
first one's change in silence or is told so. Interleave shows which of the two
happens under each rule of locking, for workshops and classes.
.
Nothing in it is staged: the clients speak HTTP to a server in the same
process, which runs SQL on a database, and every verdict is computed from what
happened. Lessons can be stepped through, compared, played in every order, and
exported for documents; everybody in the room can take part with a phone.")

    # The package's changelog tells the releases of the metainfo.
    set(changelog "")
    file(READ ${interleave_metainfo} metainfo)
    string(REGEX REPLACE ".*<releases>" "" metainfo "${metainfo}")
    string(REPLACE ";" "," metainfo "${metainfo}")
    string(REPLACE "</release>" ";" metainfo "${metainfo}")
    foreach(release IN LISTS metainfo)
        if(NOT release MATCHES "<release version=\"([0-9.]+)\" date=\"([0-9-]+)\">")
            continue()
        endif()
        set(version ${CMAKE_MATCH_1})
        execute_process(COMMAND date --utc --rfc-email --date ${CMAKE_MATCH_2}
            OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
        string(APPEND changelog "interleave (${version}-${revision}) stable; urgency=medium\n\n")
        string(REGEX MATCHALL "<li>[^<]*</li>" items "${release}")
        foreach(item IN LISTS items)
            string(REGEX REPLACE "</?li>" "" item "${item}")
            string(REPLACE " " ";" words "${item}")
            set(line "  *")
            foreach(word IN LISTS words)
                string(LENGTH "${line} ${word}" length)
                if(length GREATER 78)
                    string(APPEND changelog "${line}\n")
                    set(line "   ")
                endif()
                string(APPEND line " ${word}")
            endforeach()
            string(APPEND changelog "${line}\n")
        endforeach()
        string(APPEND changelog "\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n\n")
    endforeach()
    file(WRITE ${PROJECT_BINARY_DIR}/install/changelog.Debian "${changelog}")
    execute_process(COMMAND gzip -9 --no-name --force ${PROJECT_BINARY_DIR}/install/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)
    install(FILES ${PROJECT_BINARY_DIR}/install/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
elseif(INTERLEAVE_PACKAGE STREQUAL "tarball")
    set(CPACK_GENERATOR TGZ)
    # An RPATH, which is also searched for what the libraries need; a RUNPATH is not (ld.so(8)).
    target_link_options(interleave PRIVATE -Wl,--disable-new-dtags)
    set_target_properties(interleave PROPERTIES INSTALL_RPATH "$ORIGIN/../lib")
    set(CPACK_PACKAGE_FILE_NAME interleave-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
    find_program(QTPATHS qtpaths6 HINTS /usr/lib/qt6/bin REQUIRED)
    execute_process(COMMAND ${QTPATHS} --query QT_INSTALL_PLUGINS
        OUTPUT_VARIABLE plugins OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    install(CODE "set(plugins \"${plugins}\")\nset(docs \"${CMAKE_INSTALL_DOCDIR}\")")
    install(SCRIPT ${PROJECT_SOURCE_DIR}/.cmake/bundle.cmake)
else()
    message(FATAL_ERROR "INTERLEAVE_PACKAGE is ${INTERLEAVE_PACKAGE}; give deb or tarball.")
endif()
include(CPack)
